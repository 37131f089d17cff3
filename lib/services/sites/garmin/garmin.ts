import * as z from 'zod/mini';
import { parseSport } from '../../../formats/sport.ts';
import { lenientList } from '../../../platform/lenient-list.ts';
import { Problem } from '../../../platform/problem.ts';
import { DAY, SECOND, toUtcDate } from '../../../platform/time.ts';
import {
  defineSite,
  type ListedSiteActivity,
  type OriginalFiles,
  type PageAccess,
  type SiteActivity,
} from '../site.ts';
import type { SiteFetch } from '../site-fetch.ts';
import { decodeStart, parseJsonResponse, siteProblem } from '../site-responses.ts';
import { createGarminFetch, GARMIN, toGarminProblem } from './garmin-api.ts';

/**
 * Garmin Connect, for the world and for China. Its API answers only a fetch of its own pages: it requires cookies, the page's
 * token in a header, and `Sec-Fetch-Site: same-origin`, which an extension's background cannot send
 * (https://github.com/jshute96/userscripts, sites/connect.garmin.com/upload-to-strava.md, measured 2026-08-17).
 */
export const garmin = defineSite({
  id: 'garmin',
  label: GARMIN.label,
  pages: ['https://connect.garmin.com/*', 'https://connect.garmin.cn/*', 'https://connectus.garmin.cn/*'],
  hosts: [],
  signIn: GARMIN.signIn,
  usesIdAsExternalId: true,
  readPage,
  activityFromLink,
  fetchOriginal,
  listActivities,
});

function readPage(page: Document = document, address: string = location.href): SiteActivity | undefined {
  const id = /^\/(?:app|modern)\/activity\/(\d+)(?:\/|$)/.exec(new URL(address).pathname)?.[1];
  if (id === undefined) return undefined;
  // Class names end in a hash that changes with every build. While a page loads, the title may be missing.
  const title = page.querySelector('h1[class*="ActivityHeader"], [class*="ActivityHeader"] h1');
  const name = title?.textContent?.trim();
  return name ? { id, name } : { id };
}

function activityFromLink({ origin, pathname }: URL): SiteActivity | undefined {
  if (!garmin.pages.includes(`${origin}/*`)) return undefined;
  // Its page, or one of its exports: the path before the service has changed over the years.
  const patterns = [
    /^\/(?:app|modern)\/activity\/(\d+)(?:\/|$)/,
    /\/download-service\/(?:files|export\/\w+)\/activity\/(\d+)$/,
  ];
  const id = patterns.map(pattern => pattern.exec(pathname)?.[1]).find(found => found !== undefined);
  return id === undefined ? undefined : { id };
}

async function fetchOriginal({ id, name }: SiteActivity, access: PageAccess): Promise<OriginalFiles> {
  const call = createGarminFetch(access);
  const response = await call(`/gc-api/download-service/files/activity/${id}`);
  // Entered by hand, or imported without a file: 404, an empty body, or an empty zip.
  const isNothing = response.status < 300 && (response.bytes.length === 0 || isEmptyZip(response.bytes));
  if (response.status === 404 || isNothing) throw siteProblem('no-recording', GARMIN);
  if (response.status !== 200) throw toGarminProblem(response);
  if (!decodeStart(response.bytes).startsWith('PK')) throw siteProblem('page-changed', GARMIN, response.status);
  const title = name ?? (await fetchName(id, call));
  return {
    files: [new File([response.bytes], `${id}.zip`)],
    externalId: id,
    ...(title !== undefined && { name: title }),
  };
}

/** The activity's name; undefined if it cannot be fetched, for the recording can be uploaded without it. */
async function fetchName(id: string, call: SiteFetch): Promise<string | undefined> {
  try {
    const response = await call(`/gc-api/activity-service/activity/${id}`);
    return (
      parseJsonResponse(response, z.object({ activityName: z.nullish(z.string()) }), GARMIN).activityName ?? undefined
    );
  } catch (thrown) {
    if (Problem.from(thrown).kind === 'unexpected') throw thrown;
    return undefined;
  }
}

/** Only the end of a zip's directory, and no entry before it. */
const isEmptyZip = (bytes: Uint8Array): boolean => decodeStart(bytes, 4) === 'PK\u0005\u0006';

async function* listActivities(fromMs: number, toMs: number, access: PageAccess): AsyncGenerator<ListedSiteActivity[]> {
  const call = createGarminFetch(access);
  // The site takes local days: one more on either side is requested, and what is out of range is dropped.
  const days = `startDate=${toUtcDate(fromMs - DAY)}&endDate=${toUtcDate(toMs + DAY)}`;
  for (let start = 0; ; start += PAGE_SIZE) {
    const response = await call(`${LIST_PATH}?start=${start}&limit=${PAGE_SIZE}&${days}`);
    if (response.status !== 200) throw toGarminProblem(response);
    const all = parseJsonResponse(response, z.array(z.unknown()), GARMIN);
    const rows = parseJsonResponse(response, lenientList(rowSchema), GARMIN);
    const inRange = rows.map(toListedActivity).filter(({ startMs }) => startMs >= fromMs && startMs <= toMs);
    if (inRange.length > 0) yield inRange;
    if (all.length < PAGE_SIZE) return;
  }
}

const LIST_PATH = '/gc-api/activitylist-service/activities/search/activities';

/** The site's own list requests 20; other tools have used 100 without trouble. */
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

const parseTime = (text: string): number => Math.round(Date.parse(`${text.replace(' ', 'T')}Z`) / SECOND) * SECOND;

// Pages on which this was seen to hold:
// - https://connect.garmin.com/modern/activity/1 answers 302 to /app/activity/1 (https://github.com/wilmtang/better-peakbagger, 2026-08-01)
// - https://connect.garmin.com/app/activities, signed out: 302 to /signin/ (https://github.com/jshute96/userscripts, 2026-08-17)
// - https://connectus.garmin.cn needs relative paths (https://github.com/fulippo/share-your-garmin-workout, pull requests 19 and 21, 2025-12)
