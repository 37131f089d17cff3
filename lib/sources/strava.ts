import { sniff } from '../files/sniff.ts';
import { Problem } from '../problem.ts';
import { fileNameIn, problemOfStatus, siteProblem } from './answers.ts';
import { type Get, type Got, getHere, getInPage } from './get.ts';
import type { Original, Reach, SiteActivity, Source } from './source.ts';

/** Strava's own export links, as its owner may follow them: nothing is read off its pages but the address. */
export const strava: Source = {
  id: 'strava',
  label: 'Strava',
  pages: ['https://www.strava.com/*'],
  hosts: ['https://www.strava.com/*'],
  signIn: 'https://www.strava.com/login',
  read,
  atLink,
  fetchOriginal,
};

function read(_page: Document = document, address: string = location.href): SiteActivity | undefined {
  const id = /^\/activities\/(\d+)(?:\/|$)/.exec(new URL(address).pathname)?.[1];
  return id === undefined ? undefined : { id };
}

function atLink({ origin, pathname }: URL): SiteActivity | undefined {
  const id = /^\/activities\/(\d+)(?:\/(?:overview|export_\w+))?\/?$/.exec(pathname)?.[1];
  return `${origin}/*` === strava.pages[0] && id !== undefined ? { id } : undefined;
}

async function fetchOriginal({ id, name }: SiteActivity, reach: Reach): Promise<Original> {
  if (!reach.hasPage && !reach.mayFetch) throw new Problem('no-access', { site: strava.label });
  const get = reach.hasPage ? getInPage(reach, strava.label) : getHere(reach, strava.label);
  const original = await exported(get, id, 'original');
  // A phone's recording comes as JSON of Strava's own; as GPX it can be read by others.
  const got = sniff(original.bytes) === 'json' ? await exported(get, id, 'gpx') : original;
  const kind = sniff(got.bytes);
  if (got.bytes.length === 0 || kind === 'json') throw siteProblem('no-recording', strava);
  if (!kind || kind === 'web-page') throw siteProblem('page-changed', strava);
  const fileName = fileNameIn(got.headers['content-disposition']) ?? `strava-${id}`;
  return { files: [new File([got.bytes], fileName)], ...(name !== undefined && { name }) };
}

async function exported(get: Get, id: string, format: 'original' | 'gpx'): Promise<Got> {
  const path = `/activities/${id}/export_${format}`;
  const got = await get(new URL(path, 'https://www.strava.com').href, { withCookies: true, stay: true });
  if (got.status !== 200) throw problemOfStatus(got, strava);
  if (/^\/(login|session)/.test(got.url.pathname)) throw siteProblem('signed-out', strava);
  // Whose it is not, is led back to the page: HTML, and a success.
  if (sniff(got.bytes) === 'web-page')
    throw siteProblem(got.url.pathname === path ? 'page-changed' : 'not-yours', strava);
  return got;
}
