import * as z from 'zod/mini';
import { parseSport } from '../../../formats/sport.ts';
import { Problem } from '../../../platform/problem.ts';
import { DAY, SECOND, toUtcDate } from '../../../platform/time.ts';
import {
  defineSite,
  type ListedSiteActivity,
  type OriginalFiles,
  type PageAccess,
  type SiteActivity,
} from '../site.ts';
import { createPageFetch, type SiteFetch, type SiteResponse } from '../site-fetch.ts';
import {
  decodeStart,
  isChallenge,
  isWebPage,
  parseJsonResponse,
  type SiteIdentity,
  siteProblem,
  toStatusProblem,
} from '../site-responses.ts';

/**
 * Garmin Connect, for the world and for China. Its API answers a fetch of its own pages and nobody else: cookies, the page's
 * token in a header and `Sec-Fetch-Site: same-origin`, which no extension's background sends (measured by others, 2026-08).
 */
export const garmin = defineSite({
  id: 'garmin',
  label: 'Garmin Connect',
  pages: ['https://connect.garmin.com/*', 'https://connect.garmin.cn/*', 'https://connectus.garmin.cn/*'],
  hosts: [],
  signIn: 'https://connect.garmin.com/app/activities',
  usesIdAsExternalId: true,
  readPage,
  activityFromLink,
  fetchOriginal,
  listActivities,
});

function readPage(page: Document = document, address: string = location.href): SiteActivity | undefined {
  const id = /^\/(?:app|modern)\/activity\/(\d+)(?:\/|$)/.exec(new URL(address).pathname)?.[1];
  if (id === undefined) return undefined;
  // Classes end in a hash that changes with every build; while a page loads, the title may be missing.
  const title = page.querySelector('h1[class*="ActivityHeader"], [class*="ActivityHeader"] h1');
  const name = title?.textContent?.trim();
  return name ? { id, name } : { id };
}

function activityFromLink({ origin, pathname }: URL): SiteActivity | undefined {
  if (!garmin.pages.includes(`${origin}/*`)) return undefined;
  // Its page, or one of its exports, whatever stood before the service in the years.
  const patterns = [
    /^\/(?:app|modern)\/activity\/(\d+)(?:\/|$)/,
    /\/download-service\/(?:files|export\/\w+)\/activity\/(\d+)$/,
  ];
  const id = patterns.map(pattern => pattern.exec(pathname)?.[1]).find(found => found !== undefined);
  return id === undefined ? undefined : { id };
}

async function fetchOriginal({ id, name }: SiteActivity, access: PageAccess): Promise<OriginalFiles> {
  const call = createApiFetch(access);
  const response = await call(`/gc-api/download-service/files/activity/${id}`);
  // Entered by hand, or imported without a file: 404, nothing, or a zip with nothing in it.
  const isNothing = response.status < 300 && (response.bytes.length === 0 || isEmptyZip(response.bytes));
  if (response.status === 404 || isNothing) throw siteProblem('no-recording', garmin);
  if (response.status !== 200) throw toGarminProblem(response);
  if (!decodeStart(response.bytes).startsWith('PK'))
    throw siteProblem('page-changed', garmin, response.status);
  const title = name ?? (await fetchName(id, call));
  return {
    files: [new File([response.bytes], `${id}.zip`)],
    externalId: id,
    ...(title !== undefined && { name: title }),
  };
}

/** The name is a courtesy: without it the recording is sent all the same. */
async function fetchName(id: string, call: SiteFetch): Promise<string | undefined> {
  try {
    const response = await call(`/gc-api/activity-service/activity/${id}`);
    return (
      parseJsonResponse(response, z.object({ activityName: z.nullish(z.string()) }), garmin).activityName ??
      undefined
    );
  } catch (thrown) {
    if (Problem.from(thrown).kind === 'unexpected') throw thrown;
    return undefined;
  }
}

/**
 * Calls the API from within the page. A tab that was open for long has lost its access and not its session: asking for the
 * list page once brings it back.
 */
function createApiFetch(access: PageAccess): SiteFetch {
  const get = createPageFetch(access, garmin.label);
  let token: string | undefined;
  const fetchOnce = (path: string) =>
    get(path, { headers: { 'connect-csrf-token': token ?? '', NK: 'NT' }, stay: true });
  return async path => {
    token ??= tokenSchema.safeParse(await access.runInPage(readToken)).data;
    const response = token === undefined ? undefined : await fetchOnce(path);
    if (response && !needsNewToken(response)) return requireSignedIn(response);
    token = await renewToken(get);
    const retried = await fetchOnce(path);
    if (needsNewToken(retried)) throw toGarminProblem(retried);
    return requireSignedIn(retried);
  };
}

/** Runs in the page. `_csrf` is what another generation of it called the same. */
function readToken(page: Document = document): string | null {
  const meta = page.querySelector('meta[name="csrf-token"], meta[name="_csrf"]');
  return meta?.getAttribute('content') ?? null;
}

async function renewToken(get: SiteFetch): Promise<string> {
  const page = await get('/app/activities').catch((thrown: unknown) => {
    // Where the way leads on to the sign-in host, the page may not follow it.
    if (Problem.from(thrown).kind !== 'site-unreachable') throw thrown;
    throw siteProblem(globalThis.navigator?.onLine === false ? 'site-unreachable' : 'signed-out', garmin);
  });
  if (isChallenge(page)) throw siteProblem('human-check', garmin);
  const meta = /<meta\b[^>]*\bname=["'](?:csrf-token|_csrf)["'][^>]*>/i.exec(
    decodeStart(page.bytes, 65_536),
  )?.[0];
  const token = /\bcontent=["']([^"']+)["']/i.exec(meta ?? '')?.[1];
  if (token === undefined) {
    throw page.status >= 400 ? toGarminProblem(page) : siteProblem('signed-out', withSignInAt(page.url));
  }
  return token;
}

const withSignInAt = ({ host }: URL): SiteIdentity => ({
  ...garmin,
  signIn: `https://${host}/app/activities`,
});

/** 401: the access is an hour old. 403: the token is of a session before, unless it says that this is somebody else's. */
const needsNewToken = (response: SiteResponse): boolean =>
  response.status === 401 ||
  (response.status === 403 && !isChallenge(response) && !isAnothersActivity(response));

const isAnothersActivity = ({ bytes }: SiteResponse): boolean =>
  decodeStart(bytes).includes('WebApplicationException');

function requireSignedIn(response: SiteResponse): SiteResponse {
  if (isChallenge(response)) throw siteProblem('human-check', garmin);
  if (/\/signin\b|\/sso\b/.test(response.url.pathname)) throw siteProblem('signed-out', garmin);
  if (response.status === 200 && isWebPage(response)) throw siteProblem('signed-out', garmin);
  return response;
}

function toGarminProblem(response: SiteResponse): Problem {
  const isRefused = response.status === 403 && !isChallenge(response) && !isAnothersActivity(response);
  return isRefused ? siteProblem('page-changed', garmin, 403) : toStatusProblem(response, garmin);
}

/** The end of a directory and nothing before it. */
const isEmptyZip = (bytes: Uint8Array): boolean => decodeStart(bytes, 4) === 'PK\u0005\u0006';

async function* listActivities(
  fromMs: number,
  toMs: number,
  access: PageAccess,
): AsyncGenerator<ListedSiteActivity[]> {
  const call = createApiFetch(access);
  // Its days are those of the athlete's clock: a day more on either side, and what is too much is left out.
  const days = `startDate=${toUtcDate(fromMs - DAY)}&endDate=${toUtcDate(toMs + DAY)}`;
  for (let start = 0; ; start += PAGE_SIZE) {
    const response = await call(`${LIST_PATH}?start=${start}&limit=${PAGE_SIZE}&${days}`);
    if (response.status !== 200) throw toGarminProblem(response);
    const rows = parseJsonResponse(response, z.array(rowSchema), garmin);
    const inRange = rows.map(toListedActivity).filter(({ startMs }) => startMs >= fromMs && startMs <= toMs);
    if (inRange.length > 0) yield inRange;
    if (rows.length < PAGE_SIZE) return;
  }
}

const LIST_PATH = '/gc-api/activitylist-service/activities/search/activities';

/** What the site's own list asks for is 20; tools have used 100 without trouble. */
const PAGE_SIZE = 100;

const rowSchema = z.object({
  activityId: z.union([z.int(), z.string()]),
  activityName: z.nullish(z.string()),
  /** "2026-03-01 07:00:00" */
  startTimeGMT: z.string(),
  startTimeLocal: z.nullish(z.string()),
  activityType: z.nullish(z.object({ typeKey: z.nullish(z.string()) })),
  /** Seconds, with fractions. */
  duration: z.nullish(z.number()),
  elapsedDuration: z.nullish(z.number()),
  /** Metres. */
  distance: z.nullish(z.number()),
  manualActivity: z.nullish(z.boolean()),
});

function toListedActivity(row: z.infer<typeof rowSchema>): ListedSiteActivity {
  const localMs = parseTime(row.startTimeLocal ?? '');
  const durationSecs = row.elapsedDuration ?? row.duration;
  return {
    id: String(row.activityId),
    startMs: parseTime(row.startTimeGMT),
    sport: parseSport(row.activityType?.typeKey ?? ''),
    hasFile: row.manualActivity !== true,
    ...(row.activityName && { name: row.activityName }),
    ...(!Number.isNaN(localMs) && { localMs }),
    ...(durationSecs != null && { durationSecs }),
    ...(row.distance != null && { distanceM: row.distance }),
  };
}

const parseTime = (text: string): number =>
  Math.round(Date.parse(`${text.replace(' ', 'T')}Z`) / SECOND) * SECOND;

const tokenSchema = z.optional(z.string().check(z.minLength(1), z.maxLength(500)));
