import * as z from 'zod/mini';
import { stripGzip, type UngzippedFile } from '../../formats/archives/strip-gzip.ts';
import { type CalendarDate, isCalendarDate } from '../../platform/calendar-date.ts';
import { lenientList } from '../../platform/lenient-list.ts';
import type { Client } from './client.ts';
import { idSchema, lenientNumber, lenientText } from './lenient-schemas.ts';

/** The files of an activity: the original, or one that Intervals.icu makes of it, with edits and laps. */
export const ACTIVITY_FILE_KINDS = ['original', 'fit', 'gpx'] as const;
export type ActivityFileKind = (typeof ACTIVITY_FILE_KINDS)[number];

/**
 * Why an activity has no file: it is from Strava, whose terms forbid it; it is hidden, because another source forbids it; or it
 * was entered by hand. The original of Strava's alone may be uploaded: that of a hidden one would make another activity.
 */
const NO_FILE_REASONS = ['strava', 'hidden', 'manual'] as const;

const optionalText = z.optional(z.string());

const isLocalTime = (text: string): boolean =>
  isCalendarDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(`${text}Z`));

/** A completed activity, as a list shows it. */
export const activityListItemSchema = z.object({
  id: z.string(),
  name: optionalText,
  /** Intervals.icu's own type, "VirtualRide". */
  type: optionalText,
  /** "2026-11-22T08:12:00", in the athlete's local time. */
  start: z.optional(z.string().check(z.refine(isLocalTime))),
  durationSecs: z.optional(z.number()),
  distanceM: z.optional(z.number()),
  device: optionalText,
  /** Where Intervals.icu got it from, in its own words: "GARMIN_CONNECT". */
  source: optionalText,
  /** "fit", "tcx" or "gpx"; absent in search results. */
  fileType: optionalText,
  /** When it was last analysed: files that Intervals.icu makes change only with it. */
  analyzed: optionalText,
  noFileReason: z.optional(z.enum(NO_FILE_REASONS)),
});

export type ActivityListItem = z.infer<typeof activityListItemSchema>;

/** An existing local time, to the second. */
const lenientLocalTime = z.pipe(
  lenientText,
  z.transform(value => {
    const wall = value?.slice(0, 19) ?? '';
    return isLocalTime(wall) ? wall : undefined;
  }),
);

const rowSchema = z.object({
  id: idSchema,
  name: lenientText,
  type: lenientText,
  start_date_local: lenientLocalTime,
  moving_time: lenientNumber,
  elapsed_time: lenientNumber,
  distance: lenientNumber,
  device_name: lenientText,
  source: lenientText,
  file_type: lenientText,
  analyzed: lenientText,
  _note: lenientText,
});

const rowsSchema = lenientList(rowSchema);

const LIST_FIELDS = Object.keys(rowSchema.shape).join();

/** Activities of one request: years of training take a few pages, and the first arrives quickly. */
export const ACTIVITY_PAGE_SIZE = 500;

/** A range of the athlete's local time. */
export interface ActivityRange {
  from: CalendarDate;
  /** A day, or a local time such as "2026-11-22T08:12:00". Included. */
  to: string;
}

/** The last activities of a range, newest first, at most `ACTIVITY_PAGE_SIZE`, in one request. @throws {Problem} as `Client.send` */
export async function listActivityPage(
  client: Client,
  athlete: string,
  { from, to }: ActivityRange,
): Promise<ActivityListItem[]> {
  const query = { oldest: from, newest: to, limit: String(ACTIVITY_PAGE_SIZE), fields: LIST_FIELDS };
  const { body } = await client.send({ path: getActivitiesPath(athlete), query }, rowsSchema);
  return body.map(toListItem);
}

/**
 * Activities of all years with these words in their name, or for "#race" with this tag, newest first. Strava's are never included.
 * @throws {Problem} as `Client.send`
 */
export async function searchActivitiesByNameOrTag(
  client: Client,
  athlete: string,
  words: string,
): Promise<ActivityListItem[]> {
  const path = `${getActivitiesPath(athlete)}/search`;
  const { body } = await client.send({ path, query: { q: words } }, rowsSchema);
  return body.map(toListItem);
}

/**
 * Fetches a file of an activity and unpacks its gzip.
 * @throws {Problem} as `Client.fetchFile` and `stripGzip`; `refused` if there is none
 */
export async function fetchActivityFile(client: Client, id: string, kind: ActivityFileKind): Promise<UngzippedFile> {
  const packed = await client.fetchFile({
    path: `/activity/${encodeURIComponent(id)}/${PATH_BY_KIND[kind]}`,
  });
  return await stripGzip(packed);
}

const PATH_BY_KIND: Record<ActivityFileKind, string> = { original: 'file', fit: 'fit-file', gpx: 'gpx-file' };

const getActivitiesPath = (athlete: string): string => `/athlete/${encodeURIComponent(athlete)}/activities`;

function toListItem(row: z.infer<typeof rowSchema>): ActivityListItem {
  const fields = {
    name: row.name,
    type: row.type,
    start: row.start_date_local,
    durationSecs: row.moving_time ?? row.elapsed_time,
    distanceM: row.distance,
    device: row.device_name,
    source: row.source,
    fileType: row.file_type,
    analyzed: row.analyzed,
    noFileReason: getNoFileReason(row),
  };
  // Neither nulls nor missing fields become properties.
  return { id: row.id, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) };
}

/** Strava's activities have bare digits as ids, even if their other fields are missing (https://forum.intervals.icu/t/80090). */
function getNoFileReason({ id, source, _note }: z.infer<typeof rowSchema>): ActivityListItem['noFileReason'] {
  if (source === 'MANUAL') return 'manual';
  if (_note != null && source != null && source !== 'STRAVA') return 'hidden';
  return source === 'STRAVA' || _note != null || /^\d+$/.test(id) ? 'strava' : undefined;
}
