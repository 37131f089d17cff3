import * as z from 'zod/mini';
import type { Sport } from '../../../formats/sport.ts';
import { lenientList } from '../../../platform/lenient-list.ts';
import { DAY, HOUR, SECOND, toUtcDate } from '../../../platform/time.ts';
import {
  defineSite,
  type FileChoice,
  type ListedSiteActivity,
  type OriginalFiles,
  type PageAccess,
  type SiteActivity,
} from '../site.ts';
import { getDispositionFileName, parseJsonResponse, siteProblem } from '../site-responses.ts';
import {
  TRAININGPEAKS,
  TRAININGPEAKS_API,
  type TrainingPeaksCall,
  toTrainingPeaksProblem,
  withTrainingPeaksApi,
} from './trainingpeaks-api.ts';

/**
 * TrainingPeaks. The session's cookie is exchanged for a token, which is valid for an hour and opens everything else. The page
 * calls the API; the background does where there is no page, or where the page cannot.
 */
export const trainingpeaks = defineSite({
  id: 'trainingpeaks',
  label: TRAININGPEAKS.label,
  pages: ['https://app.trainingpeaks.com/*'],
  hosts: [`${TRAININGPEAKS_API}/*`],
  signIn: TRAININGPEAKS.signIn,
  readPage,
  activityFromLink,
  listFiles,
  fetchOriginal,
  listActivities,
});

/**
 * The address does not contain the workout. The card that is selected while its quick view is open does
 * (https://github.com/nagelflorian/trainingpeaks-komoot-extension, 2026-03-17).
 */
function readPage(page: Document = document, address: string = location.href): SiteActivity | undefined {
  const view = page.querySelector('.workoutQuickView');
  if (!view) return undefined;
  // The page's requests for the quick view contain both ids; the newest one counts.
  const fetched = (page.defaultView?.performance?.getEntriesByType('resource') ?? [])
    .map(({ name }) => /\/fitness\/v\d+\/athletes\/(\d+)\/workouts\/(-?\d+)(?:\/|$)/.exec(name))
    .filter(match => match !== null);
  const card = page.querySelector('.activity.workout.selected[data-workoutid]');
  const id = card?.getAttribute('data-workoutid') ?? fetched.at(-1)?.[2];
  if (!id) return undefined;
  const shownAthlete = /^#calendar\/athletes\/(\d+)/.exec(new URL(address).hash)?.[1];
  const ownAthlete = page.defaultView?.localStorage?.getItem('ajs_user_id')?.replaceAll('"', '');
  const athlete = fetched.findLast(match => match[2] === id)?.[1] ?? shownAthlete ?? ownAthlete;
  const name = view.querySelector('.workoutTitle')?.textContent?.trim();
  return { id, ...(athlete && { athlete }), ...(name && { name }) };
}

/** Only addresses of the API: the site's pages have no links to its files. */
function activityFromLink({ origin, pathname }: URL): SiteActivity | undefined {
  if (origin !== TRAININGPEAKS_API) return undefined;
  const [, athlete, id, file] =
    /^\/fitness\/v\d+\/athletes\/(\d+)\/workouts\/(-?\d+)\/(?:details|rawfiledata\/(-?\d+))$/.exec(pathname) ?? [];
  if (athlete === undefined || id === undefined) return undefined;
  return { id, athlete, ...(file !== undefined && { file }) };
}

async function listFiles(activity: SiteActivity, access: PageAccess): Promise<FileChoice[]> {
  return await withTrainingPeaksApi(access, async call => toFileChoices(await fetchDetails(activity, call)));
}

async function fetchOriginal(activity: SiteActivity, access: PageAccess): Promise<OriginalFiles> {
  const { name } = activity;
  return await withTrainingPeaksApi(access, async call => {
    const files = toFileChoices(await fetchDetails(activity, call));
    const file = activity.file === undefined ? files[0] : files.find(({ id }) => id === activity.file);
    if (!file) throw siteProblem('no-recording', TRAININGPEAKS);
    const response = await call(`${getWorkoutPath(activity)}/rawfiledata/${file.id}`);
    if (response.status === 404 || (response.status === 200 && response.bytes.length === 0))
      throw siteProblem('no-recording', TRAININGPEAKS);
    if (response.status !== 200) throw toTrainingPeaksProblem(response);
    const fileName =
      file.name || getDispositionFileName(response.headers['content-disposition']) || `${activity.id}.fit.gz`;
    return { files: [new File([response.bytes], fileName)], ...(name !== undefined && { name }) };
  });
}

async function fetchDetails(activity: SiteActivity, call: TrainingPeaksCall): Promise<z.infer<typeof detailsSchema>> {
  const response = await call(`${getWorkoutPath(activity)}/details`);
  if (response.status !== 200) throw toTrainingPeaksProblem(response);
  return parseJsonResponse(response, detailsSchema, TRAININGPEAKS);
}

function getWorkoutPath({ id, athlete }: SiteActivity): string {
  if (athlete === undefined) throw siteProblem('page-changed', TRAININGPEAKS, 'no athlete');
  return `/fitness/v6/athletes/${athlete}/workouts/${id}`;
}

// Ids are numbers, some of them negative by overflow; they are treated as text.
const idSchema = z.pipe(z.union([z.int(), z.string()]), z.transform(String));

const detailsSchema = z.object({
  workoutDeviceFileInfos: z.nullish(z.array(z.object({ fileId: idSchema, fileName: z.nullish(z.string()) }))),
});

/** The best first: FIT contains the most. The API does not give their sizes. */
function toFileChoices({ workoutDeviceFileInfos }: z.infer<typeof detailsSchema>): FileChoice[] {
  const rank = ({ name }: FileChoice) => (/\.fit(\.gz)?$/i.test(name) ? 0 : 1);
  return (workoutDeviceFileInfos ?? [])
    .map(({ fileId, fileName }) => ({ id: fileId, name: fileName ?? '' }))
    .toSorted((a, b) => rank(a) - rank(b));
}

async function* listActivities(fromMs: number, toMs: number, access: PageAccess): AsyncGenerator<ListedSiteActivity[]> {
  const athlete = await withTrainingPeaksApi(access, fetchOwnAthleteId);
  const first = fromMs - DAY;
  // The site takes local days: one more on either side is requested, and what is out of range is dropped.
  for (let end = toMs + DAY; end >= first; end -= RANGE_MS + DAY) {
    const from = toUtcDate(Math.max(end - RANGE_MS, first));
    const rows = await withTrainingPeaksApi(access, async call => {
      const response = await call(`/fitness/v6/athletes/${athlete}/workouts/${from}/${toUtcDate(end)}`);
      if (response.status !== 200) throw toTrainingPeaksProblem(response);
      return parseJsonResponse(response, lenientList(rowSchema), TRAININGPEAKS);
    });
    const inRange = rows
      .flatMap(row => toListedActivities(row, athlete))
      .filter(({ startMs }) => startMs >= first && startMs <= toMs + DAY)
      .toSorted((a, b) => b.startMs - a.startMs);
    if (inRange.length > 0) yield inRange;
  }
}

/** From the first requested day to the last: every known client requests at most 90 days. */
const RANGE_MS = 89 * DAY;

async function fetchOwnAthleteId(call: TrainingPeaksCall): Promise<string> {
  const response = await call('/users/v3/user');
  if (response.status !== 200) throw toTrainingPeaksProblem(response);
  const { user } = parseJsonResponse(response, userSchema, TRAININGPEAKS);
  // A coach's `userId` is not the id under which they train themselves.
  return user.personId ?? user.userId;
}

const userSchema = z.object({ user: z.object({ userId: idSchema, personId: z.nullish(idSchema) }) });

const rowSchema = z.object({
  workoutId: idSchema,
  title: z.nullish(z.string()),
  workoutTypeValueId: z.nullish(z.int()),
  /** Local time, "2026-03-01T07:00:00"; null for what is only planned. */
  startTime: z.nullish(z.string()),
  /** Hours. */
  totalTime: z.nullish(z.number()),
  /** Metres. */
  distance: z.nullish(z.number()),
});

/** Nothing for a planned workout. Only its details would say whether it has a file. */
function toListedActivities(row: z.infer<typeof rowSchema>, athlete: string): ListedSiteActivity[] {
  const localMs = Date.parse(`${row.startTime}Z`);
  if (Number.isNaN(localMs)) return [];
  const listed: ListedSiteActivity = {
    id: row.workoutId,
    athlete,
    startMs: localMs,
    localMs,
    zoneUnknown: true,
    sport: SPORT_BY_TYPE_ID[row.workoutTypeValueId ?? 0] ?? 'other',
    ...(row.title && { name: row.title }),
    ...(row.totalTime != null && { durationSecs: Math.round((row.totalTime * HOUR) / SECOND) }),
    ...(row.distance != null && { distanceM: row.distance }),
  };
  return [listed];
}

/** By `workoutTypeValueId` (https://github.com/freekode/tp2intervals, 2025-04-15). */
const SPORT_BY_TYPE_ID: Record<number, Sport> = {
  1: 'swim',
  2: 'ride',
  3: 'run',
  8: 'ride',
  9: 'strength',
  11: 'ski',
  12: 'row',
  13: 'walk',
};

// Known from, of https://app.trainingpeaks.com/#calendar and https://tpapi.trainingpeaks.com:
// - https://github.com/freekode/tp2intervals (2025-04-15): token, user, list, details
// - https://github.com/robertgregorywest/trainingpeaks-api (2026-02-21): rawfiledata
