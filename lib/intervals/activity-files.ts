import * as z from 'zod/mini';
import { type Day, isDay } from '../day.ts';
import { type Unpacked, unpacked } from '../files/unpacked.ts';
import type { Client } from './client.ts';

/** What can be had of an activity: the file as it was recorded, or one that Intervals.icu makes, with edits and laps. */
export const FILE_KINDS = ['original', 'fit', 'gpx'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** Where there can be no file: Strava does not let it be read, or somebody typed the activity in. */
const FILELESS = ['strava', 'manual'] as const;

const said = z.optional(z.string());

/** An activity that was done, as a list shows it. */
export const doneActivitySchema = z.object({
  id: z.string(),
  name: said,
  /** Intervals.icu's own type, "VirtualRide". */
  type: said,
  /** "2026-11-22T08:12:00", by the athlete's clock. */
  start: said,
  durationSecs: z.optional(z.number()),
  distanceM: z.optional(z.number()),
  device: said,
  /** Where Intervals.icu has it from, as it says so: "GARMIN_CONNECT". */
  source: said,
  /** "fit", "tcx" or "gpx"; not of activities that were searched for. */
  fileType: said,
  /** When it was last analysed: a file that Intervals.icu makes is the same as long as this is. */
  analyzed: said,
  fileless: z.optional(z.enum(FILELESS)),
});

export type DoneActivity = z.infer<typeof doneActivitySchema>;

const id = z.pipe(z.union([z.string(), z.int()]), z.transform(String));
// One odd value in a list of years must not hide all the others.
const text = z.catch(z.nullish(z.string()), undefined);
/** A moment of the athlete's calendar that exists, to the second. */
const moment = z.pipe(
  text,
  z.transform(value => {
    const wall = value?.slice(0, 19) ?? '';
    return isDay(wall.slice(0, 10)) && !Number.isNaN(Date.parse(`${wall}Z`)) ? wall : undefined;
  }),
);
const measure = z.catch(z.nullish(z.number()), undefined);

const rowSchema = z.object({
  id,
  name: text,
  type: text,
  start_date_local: moment,
  moving_time: measure,
  elapsed_time: measure,
  distance: measure,
  device_name: text,
  source: text,
  file_type: text,
  analyzed: text,
  _note: text,
});

const rowsSchema = z.array(rowSchema);

const FIELDS = Object.keys(rowSchema.shape).join();

/** As many as one request brings: years of training come in a few pages, and the first is there at once. */
export const PAGE = 500;

/** A stretch of the athlete's own calendar. */
export interface Stretch {
  from: Day;
  /** A day, or a moment of it as activities tell theirs: "2026-11-22T08:12:00". Included. */
  to: string;
}

/** The last activities of a stretch, newest first, `PAGE` of them at most, in one request. @throws {Problem} as `Client.send` */
export async function listDone(
  client: Client,
  athlete: string,
  { from, to }: Stretch,
): Promise<DoneActivity[]> {
  const query = { oldest: from, newest: to, limit: String(PAGE), fields: FIELDS };
  const { body } = await client.send({ path: activitiesOf(athlete), query }, rowsSchema);
  return body.map(doneOf);
}

/**
 * Those that have this in their name, or for "#race" this tag, of all years and newest first. Strava's are never among them.
 * @throws {Problem} as `Client.send`
 */
export async function searchDone(client: Client, athlete: string, words: string): Promise<DoneActivity[]> {
  const path = `${activitiesOf(athlete)}/search`;
  const { body } = await client.send({ path, query: { q: words } }, rowsSchema);
  return body.map(doneOf);
}

/**
 * Fetches a file of an activity, out of its gzip.
 * @throws {Problem} as `Client.fetchFile` and `unpacked`; `refused` where there is none
 */
export async function fetchActivityFile(client: Client, id: string, kind: FileKind): Promise<Unpacked> {
  const packed = await client.fetchFile({ path: `/activity/${encodeURIComponent(id)}/${PATHS[kind]}` });
  return await unpacked(packed);
}

const PATHS: Record<FileKind, string> = { original: 'file', fit: 'fit-file', gpx: 'gpx-file' };

const activitiesOf = (athlete: string): string => `/athlete/${encodeURIComponent(athlete)}/activities`;

function doneOf(row: z.infer<typeof rowSchema>): DoneActivity {
  const known = {
    name: row.name,
    type: row.type,
    start: row.start_date_local,
    durationSecs: row.moving_time ?? row.elapsed_time,
    distanceM: row.distance,
    device: row.device_name,
    source: row.source,
    fileType: row.file_type,
    analyzed: row.analyzed,
    fileless: filelessOf(row),
  };
  // A server's null, and what it did not tell, is simply not there.
  return { id: row.id, ...Object.fromEntries(Object.entries(known).filter(([, value]) => value != null)) };
}

/** Strava's have bare numbers for ids, whatever else they tell or keep to themselves (reference §6). */
function filelessOf({ id, source, _note }: z.infer<typeof rowSchema>): DoneActivity['fileless'] {
  if (source === 'MANUAL') return 'manual';
  return source === 'STRAVA' || _note != null || /^\d+$/.test(id) ? 'strava' : undefined;
}
