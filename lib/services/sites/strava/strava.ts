import { sniff } from '../../../formats/sniff.ts';
import { Problem } from '../../../platform/problem.ts';
import { defineSite, type OriginalFiles, type PageAccess, type SiteActivity } from '../site.ts';
import { createBackgroundFetch, createPageFetch, type SiteFetch, type SiteResponse } from '../site-fetch.ts';
import { getDispositionFileName, siteProblem, toStatusProblem } from '../site-responses.ts';

/** Strava, through the export links that it offers to an activity's owner. Of its pages only the address is read. */
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
  const get = access.hasPage ? createPageFetch(access, strava.label) : createBackgroundFetch(access, strava.label);
  const original = await fetchExport(get, id, 'original');
  // The original of a phone's recording is JSON in Strava's own format: the GPX export is used instead.
  const recording = sniff(original.bytes) === 'json' ? await fetchExport(get, id, 'gpx') : original;
  const kind = sniff(recording.bytes);
  if (recording.bytes.length === 0 || kind === 'json') throw siteProblem('no-recording', strava);
  if (!kind || kind === 'web-page') throw siteProblem('page-changed', strava);
  const fileName = getDispositionFileName(recording.headers['content-disposition']) ?? `strava-${id}`;
  return { files: [new File([recording.bytes], fileName)], ...(name !== undefined && { name }) };
}

async function fetchExport(get: SiteFetch, id: string, format: 'original' | 'gpx'): Promise<SiteResponse> {
  const path = `/activities/${id}/export_${format}`;
  const response = await get(new URL(path, 'https://www.strava.com').href, {
    withCookies: true,
    trustsRedirects: true,
    stay: true,
    checkSource: ({ origin }) => {
      if (`${origin}/*` !== strava.pages[0]) throw siteProblem('page-changed', strava);
    },
  });
  if (response.status !== 200) throw toStatusProblem(response, strava);
  if (/^\/(login|session)/.test(response.url.pathname)) throw siteProblem('signed-out', strava);
  // Anybody but the owner is redirected to the activity's page: HTML with status 200.
  if (sniff(response.bytes) === 'web-page')
    throw siteProblem(response.url.pathname === path ? 'page-changed' : 'not-yours', strava);
  return response;
}

// Known from https://github.com/pR0Ps/stravaweblib (2025-04-18): the export paths, and the redirect of somebody who is signed out.
