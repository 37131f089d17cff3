import * as z from 'zod/mini';
import type { Sport } from '../files/recording.ts';
import { DAY, HOUR, SECOND, utcDate } from '../time.ts';
import { fileNameIn, readJson, siteProblem } from './answers.ts';
import type { FileChoice, ListedActivity, Original, Reach, SiteActivity, Source } from './source.ts';
import { API, type Call, problemOf, SITE, somewhere } from './trainingpeaks-api.ts';

/**
 * TrainingPeaks. The session's cookie gives a token for an hour, the token gives everything else. Where the background may
 * reach the API it does so; where it may not, or where the browser keeps the cookie to the site's own pages, the page does.
 */
export const trainingpeaks: Source = {
  id: 'trainingpeaks',
  label: SITE.label,
  pages: ['https://app.trainingpeaks.com/*'],
  hosts: [`${API}/*`],
  signIn: SITE.signIn,
  read,
  atLink,
  listFiles,
  fetchOriginal,
  list,
};

/** The address names no workout: the open quick view does, by the card that it belongs to (seen 2026-03). */
function read(page: Document = document, address: string = location.href): SiteActivity | undefined {
  const view = page.querySelector('.workoutQuickView');
  if (!view) return undefined;
  // What the page fetched for the quick view names both ids; the newest counts.
  const fetched = (page.defaultView?.performance?.getEntriesByType('resource') ?? [])
    .map(({ name }) => /\/fitness\/v\d+\/athletes\/(\d+)\/workouts\/(-?\d+)(?:\/|$)/.exec(name))
    .filter(match => match !== null);
  const card = page.querySelector('.activity.workout.selected[data-workoutid]');
  const id = card?.getAttribute('data-workoutid') ?? fetched.at(-1)?.[2];
  if (!id) return undefined;
  const shown = /^#calendar\/athletes\/(\d+)/.exec(new URL(address).hash)?.[1];
  const own = page.defaultView?.localStorage?.getItem('ajs_user_id')?.replaceAll('"', '');
  const athlete = fetched.findLast(match => match[2] === id)?.[1] ?? shown ?? own;
  const name = view.querySelector('.workoutTitle')?.textContent?.trim();
  return { id, ...(athlete && { athlete }), ...(name && { name }) };
}

/** The API's own addresses: the site itself has no links to its files. */
function atLink({ origin, pathname }: URL): SiteActivity | undefined {
  if (origin !== API) return undefined;
  const [, athlete, id, file] =
    /^\/fitness\/v\d+\/athletes\/(\d+)\/workouts\/(-?\d+)\/(?:details|rawfiledata\/(-?\d+))$/.exec(
      pathname,
    ) ?? [];
  if (athlete === undefined || id === undefined) return undefined;
  return { id, athlete, ...(file !== undefined && { file }) };
}

async function listFiles(activity: SiteActivity, reach: Reach): Promise<FileChoice[]> {
  return await somewhere(reach, async call => filesOf(await detailsOf(activity, call)));
}

async function fetchOriginal(activity: SiteActivity, reach: Reach): Promise<Original> {
  const { name } = activity;
  return await somewhere(reach, async call => {
    const files = filesOf(await detailsOf(activity, call));
    const file = activity.file === undefined ? files[0] : files.find(({ id }) => id === activity.file);
    if (!file) throw siteProblem('no-recording', SITE);
    const got = await call(`${pathOf(activity)}/rawfiledata/${file.id}`);
    if (got.status === 404 || (got.status === 200 && got.bytes.length === 0))
      throw siteProblem('no-recording', SITE);
    if (got.status !== 200) throw problemOf(got);
    const fileName = file.name || fileNameIn(got.headers['content-disposition']) || `${activity.id}.fit.gz`;
    return { files: [new File([got.bytes], fileName)], ...(name !== undefined && { name }) };
  });
}

async function detailsOf(activity: SiteActivity, call: Call): Promise<z.infer<typeof detailsSchema>> {
  const got = await call(`${pathOf(activity)}/details`);
  if (got.status !== 200) throw problemOf(got);
  return readJson(got, detailsSchema, SITE);
}

function pathOf({ id, athlete }: SiteActivity): string {
  if (athlete === undefined) throw siteProblem('page-changed', SITE, 'no athlete');
  return `/fitness/v6/athletes/${athlete}/workouts/${id}`;
}

// Ids are numbers that may have run over into the negative; they are never reckoned with.
const idSchema = z.pipe(z.union([z.int(), z.string()]), z.transform(String));

const detailsSchema = z.object({
  workoutDeviceFileInfos: z.nullish(z.array(z.object({ fileId: idSchema, fileName: z.nullish(z.string()) }))),
});

/** Best first: FIT has the most in it. Their sizes are not told. */
function filesOf({ workoutDeviceFileInfos }: z.infer<typeof detailsSchema>): FileChoice[] {
  const rank = ({ name }: FileChoice) => (/\.fit(\.gz)?$/i.test(name) ? 0 : 1);
  return (workoutDeviceFileInfos ?? [])
    .map(({ fileId, fileName }) => ({ id: fileId, name: fileName ?? '' }))
    .toSorted((a, b) => rank(a) - rank(b));
}

async function* list(fromMs: number, toMs: number, reach: Reach): AsyncGenerator<ListedActivity[]> {
  const athlete = await somewhere(reach, ownId);
  const first = fromMs - DAY;
  // Its days are those of the athlete's clock: a day more on either side, and what is too much is left out.
  for (let end = toMs + DAY; end >= first; end -= RANGE_MS + DAY) {
    const from = utcDate(Math.max(end - RANGE_MS, first));
    const rows = await somewhere(reach, async call => {
      const got = await call(`/fitness/v6/athletes/${athlete}/workouts/${from}/${utcDate(end)}`);
      if (got.status !== 200) throw problemOf(got);
      return readJson(got, z.array(rowSchema), SITE);
    });
    const listed = rows
      .flatMap(row => listedOf(row, athlete))
      .filter(({ startMs }) => startMs >= first && startMs <= toMs + DAY)
      .toSorted((a, b) => b.startMs - a.startMs);
    if (listed.length > 0) yield listed;
  }
}

/** From the first day asked for to the last: every known client keeps to 90 of them. */
const RANGE_MS = 89 * DAY;

async function ownId(call: Call): Promise<string> {
  const got = await call('/users/v3/user');
  if (got.status !== 200) throw problemOf(got);
  const { user } = readJson(got, userSchema, SITE);
  // Of a coach it is the person who trains; the user looks after others.
  return user.personId ?? user.userId;
}

const userSchema = z.object({ user: z.object({ userId: idSchema, personId: z.nullish(idSchema) }) });

const rowSchema = z.object({
  workoutId: idSchema,
  title: z.nullish(z.string()),
  workoutTypeValueId: z.nullish(z.int()),
  /** What the athlete's clock showed, "2026-03-01T07:00:00"; null of what is planned. */
  startTime: z.nullish(z.string()),
  /** Hours. */
  totalTime: z.nullish(z.number()),
  /** Metres. */
  distance: z.nullish(z.number()),
});

/** What is planned is none. Whether it has a file only its details would tell. */
function listedOf(row: z.infer<typeof rowSchema>, athlete: string): ListedActivity[] {
  const localMs = Date.parse(`${row.startTime}Z`);
  if (Number.isNaN(localMs)) return [];
  const listed: ListedActivity = {
    id: row.workoutId,
    athlete,
    startMs: localMs,
    localMs,
    zoneUnknown: true,
    sport: SPORTS[row.workoutTypeValueId ?? 0] ?? 'other',
    ...(row.title && { name: row.title }),
    ...(row.totalTime != null && { durationSecs: Math.round((row.totalTime * HOUR) / SECOND) }),
    ...(row.distance != null && { distanceM: row.distance }),
  };
  return [listed];
}

/** `workoutTypeValueId` (sources §2.6). */
const SPORTS: Record<number, Sport> = {
  1: 'swim',
  2: 'ride',
  3: 'run',
  8: 'ride',
  9: 'strength',
  11: 'ski',
  12: 'row',
  13: 'walk',
};
