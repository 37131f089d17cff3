import * as z from 'zod/mini';
import { sportOf } from '../files/sport.ts';
import { Problem } from '../problem.ts';
import { DAY, SECOND, utcDate } from '../time.ts';
import {
  isChallenge,
  isWebPage,
  problemOfStatus,
  readJson,
  type Site,
  siteProblem,
  startOf,
} from './answers.ts';
import { type Get, type Got, getInPage } from './get.ts';
import type { ListedActivity, Original, Reach, SiteActivity, Source } from './source.ts';

/**
 * Garmin Connect, for the world and for China. Its API answers a fetch of its own pages and nobody else: cookies, the page's
 * token in a header and `Sec-Fetch-Site: same-origin`, which no extension's background sends (measured by others, 2026-08).
 */
export const garmin: Source = {
  id: 'garmin',
  label: 'Garmin Connect',
  pages: ['https://connect.garmin.com/*', 'https://connect.garmin.cn/*', 'https://connectus.garmin.cn/*'],
  hosts: [],
  signIn: 'https://connect.garmin.com/app/activities',
  read,
  atLink,
  fetchOriginal,
  list,
};

function read(page: Document = document, address: string = location.href): SiteActivity | undefined {
  const id = /^\/(?:app|modern)\/activity\/(\d+)(?:\/|$)/.exec(new URL(address).pathname)?.[1];
  if (id === undefined) return undefined;
  // Classes end in a hash that changes with every build; while a page loads, the title may be missing.
  const title = page.querySelector('h1[class*="ActivityHeader"], [class*="ActivityHeader"] h1');
  const name = title?.textContent?.trim();
  return name ? { id, name } : { id };
}

function atLink({ origin, pathname }: URL): SiteActivity | undefined {
  if (!garmin.pages.includes(`${origin}/*`)) return undefined;
  // Its page, or one of its exports, whatever stood before the service in the years.
  const patterns = [
    /^\/(?:app|modern)\/activity\/(\d+)(?:\/|$)/,
    /\/download-service\/(?:files|export\/\w+)\/activity\/(\d+)$/,
  ];
  const id = patterns.map(pattern => pattern.exec(pathname)?.[1]).find(found => found !== undefined);
  return id === undefined ? undefined : { id };
}

async function fetchOriginal({ id, name }: SiteActivity, reach: Reach): Promise<Original> {
  const call = caller(reach);
  const got = await call(`/gc-api/download-service/files/activity/${id}`);
  // Entered by hand, or imported without a file: 404, nothing, or a zip with nothing in it.
  const isNothing = got.status < 300 && (got.bytes.length === 0 || isEmptyZip(got.bytes));
  if (got.status === 404 || isNothing) throw siteProblem('no-recording', garmin);
  if (got.status !== 200) throw problemOf(got);
  if (!startOf(got.bytes).startsWith('PK')) throw siteProblem('page-changed', garmin, got.status);
  const title = name ?? (await nameOf(id, call));
  return {
    files: [new File([got.bytes], `${id}.zip`)],
    externalId: id,
    ...(title !== undefined && { name: title }),
  };
}

/** The name is a courtesy: without it the recording is sent all the same. */
async function nameOf(id: string, call: Get): Promise<string | undefined> {
  try {
    const got = await call(`/gc-api/activity-service/activity/${id}`);
    return readJson(got, z.object({ activityName: z.nullish(z.string()) }), garmin).activityName ?? undefined;
  } catch (thrown) {
    if (Problem.from(thrown).kind === 'unexpected') throw thrown;
    return undefined;
  }
}

/**
 * Calls the API from within the page. A tab that was open for long has lost its access and not its session: asking for the
 * list page once brings it back.
 */
function caller(reach: Reach): Get {
  const get = getInPage(reach, garmin.label);
  let token: string | undefined;
  const ask = (path: string) =>
    get(path, { headers: { 'connect-csrf-token': token ?? '', NK: 'NT' }, stay: true });
  return async path => {
    token ??= tokenSchema.safeParse(await reach.inPage(readToken)).data;
    const got = token === undefined ? undefined : await ask(path);
    if (got && !needsRenewal(got)) return expectNoSignIn(got);
    token = await renewToken(get);
    const again = await ask(path);
    if (needsRenewal(again)) throw problemOf(again);
    return expectNoSignIn(again);
  };
}

/** Runs in the page. `_csrf` is what another generation of it called the same. */
function readToken(page: Document = document): string | null {
  const meta = page.querySelector('meta[name="csrf-token"], meta[name="_csrf"]');
  return meta?.getAttribute('content') ?? null;
}

async function renewToken(get: Get): Promise<string> {
  const shell = await get('/app/activities').catch((thrown: unknown) => {
    // Where the way leads on to the sign-in host, the page may not follow it.
    if (Problem.from(thrown).kind !== 'site-unreachable') throw thrown;
    throw siteProblem(globalThis.navigator?.onLine === false ? 'site-unreachable' : 'signed-out', garmin);
  });
  if (isChallenge(shell)) throw siteProblem('human-check', garmin);
  const meta = /<meta\b[^>]*\bname=["'](?:csrf-token|_csrf)["'][^>]*>/i.exec(
    startOf(shell.bytes, 65_536),
  )?.[0];
  const token = /\bcontent=["']([^"']+)["']/i.exec(meta ?? '')?.[1];
  if (token === undefined) {
    throw shell.status >= 400 ? problemOf(shell) : siteProblem('signed-out', signInAt(shell.url));
  }
  return token;
}

const signInAt = ({ host }: URL): Site => ({ ...garmin, signIn: `https://${host}/app/activities` });

/** 401: the access is an hour old. 403: the token is of a session before, unless it says that this is somebody else's. */
const needsRenewal = (got: Got): boolean =>
  got.status === 401 || (got.status === 403 && !isChallenge(got) && !isSomebodyElses(got));

const isSomebodyElses = ({ bytes }: Got): boolean => startOf(bytes).includes('WebApplicationException');

function expectNoSignIn(got: Got): Got {
  if (isChallenge(got)) throw siteProblem('human-check', garmin);
  if (/\/signin\b|\/sso\b/.test(got.url.pathname)) throw siteProblem('signed-out', garmin);
  if (got.status === 200 && isWebPage(got)) throw siteProblem('signed-out', garmin);
  return got;
}

function problemOf(got: Got): Problem {
  const isRefused = got.status === 403 && !isChallenge(got) && !isSomebodyElses(got);
  return isRefused ? siteProblem('page-changed', garmin, 403) : problemOfStatus(got, garmin);
}

/** The end of a directory and nothing before it. */
const isEmptyZip = (bytes: Uint8Array): boolean => startOf(bytes, 4) === 'PK\u0005\u0006';

async function* list(fromMs: number, toMs: number, reach: Reach): AsyncGenerator<ListedActivity[]> {
  const call = caller(reach);
  // Its days are those of the athlete's clock: a day more on either side, and what is too much is left out.
  const days = `startDate=${utcDate(fromMs - DAY)}&endDate=${utcDate(toMs + DAY)}`;
  for (let start = 0; ; start += PAGE) {
    const got = await call(`${LIST}?start=${start}&limit=${PAGE}&${days}`);
    if (got.status !== 200) throw problemOf(got);
    const rows = readJson(got, z.array(rowSchema), garmin);
    const listed = rows.map(listedOf).filter(({ startMs }) => startMs >= fromMs && startMs <= toMs);
    if (listed.length > 0) yield listed;
    if (rows.length < PAGE) return;
  }
}

const LIST = '/gc-api/activitylist-service/activities/search/activities';

/** What the site's own list asks for is 20; tools have used 100 without trouble. */
const PAGE = 100;

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

function listedOf(row: z.infer<typeof rowSchema>): ListedActivity {
  const localMs = timeOf(row.startTimeLocal ?? '');
  const durationSecs = row.elapsedDuration ?? row.duration;
  return {
    id: String(row.activityId),
    startMs: timeOf(row.startTimeGMT),
    sport: sportOf(row.activityType?.typeKey ?? ''),
    hasFile: row.manualActivity !== true,
    ...(row.activityName && { name: row.activityName }),
    ...(!Number.isNaN(localMs) && { localMs }),
    ...(durationSecs != null && { durationSecs }),
    ...(row.distance != null && { distanceM: row.distance }),
  };
}

const timeOf = (text: string): number =>
  Math.round(Date.parse(`${text.replace(' ', 'T')}Z`) / SECOND) * SECOND;

const tokenSchema = z.optional(z.string().check(z.minLength(1), z.maxLength(500)));
