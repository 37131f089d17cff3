import { sniff } from '../../../formats/sniff.ts';
import { Problem } from '../../../platform/problem.ts';
import { defineSite, type OriginalFiles, type PageAccess, type SiteActivity } from '../site.ts';
import { createBackgroundFetch, createPageFetch, type SiteFetch, type SiteResponse } from '../site-fetch.ts';
import { getDispositionFileName, siteProblem, toStatusProblem } from '../site-responses.ts';

/** Strava's own export links, as its owner may follow them: nothing is read off its pages but the address. */
export const strava = defineSite({
  id: 'strava',
  label: 'Strava',
  pages: ['https://www.strava.com/*'],
  hosts: ['https://www.strava.com/*'],
  signIn: 'https://www.strava.com/login',
  readPage,
  activityFromLink,
  fetchOriginal,
});

function readPage(_page: Document = document, address: string = location.href): SiteActivity | undefined {
  const id = /^\/activities\/(\d+)(?:\/|$)/.exec(new URL(address).pathname)?.[1];
  return id === undefined ? undefined : { id };
}

function activityFromLink({ origin, pathname }: URL): SiteActivity | undefined {
  const id = /^\/activities\/(\d+)(?:\/(?:overview|export_\w+))?\/?$/.exec(pathname)?.[1];
  return `${origin}/*` === strava.pages[0] && id !== undefined ? { id } : undefined;
}

async function fetchOriginal({ id, name }: SiteActivity, access: PageAccess): Promise<OriginalFiles> {
  if (!access.hasPage && !access.mayFetch) throw new Problem('no-access', { site: strava.label });
  const get = access.hasPage
    ? createPageFetch(access, strava.label)
    : createBackgroundFetch(access, strava.label);
  const original = await fetchExport(get, id, 'original');
  // A phone's recording comes as JSON of Strava's own; as GPX it can be read by others.
  const recording = sniff(original.bytes) === 'json' ? await fetchExport(get, id, 'gpx') : original;
  const kind = sniff(recording.bytes);
  if (recording.bytes.length === 0 || kind === 'json') throw siteProblem('no-recording', strava);
  if (!kind || kind === 'web-page') throw siteProblem('page-changed', strava);
  const fileName = getDispositionFileName(recording.headers['content-disposition']) ?? `strava-${id}`;
  return { files: [new File([recording.bytes], fileName)], ...(name !== undefined && { name }) };
}

async function fetchExport(get: SiteFetch, id: string, format: 'original' | 'gpx'): Promise<SiteResponse> {
  const path = `/activities/${id}/export_${format}`;
  const response = await get(new URL(path, 'https://www.strava.com').href, { withCookies: true, stay: true });
  if (response.status !== 200) throw toStatusProblem(response, strava);
  if (/^\/(login|session)/.test(response.url.pathname)) throw siteProblem('signed-out', strava);
  // Whose it is not, is led back to the page: HTML, and a success.
  if (sniff(response.bytes) === 'web-page')
    throw siteProblem(response.url.pathname === path ? 'page-changed' : 'not-yours', strava);
  return response;
}
