import * as z from 'zod/mini';
import { type CalendarDate, isCalendarDate } from '../../platform/calendar-date.ts';
import { lenientList } from '../../platform/lenient-list.ts';
import { PLANNED_CATEGORIES } from './calendar-events.ts';
import type { Client } from './client.ts';
import { idSchema, lenientNumber, lenientText } from './lenient-schemas.ts';

/** What is needed of a row to notice that it changed, and to name it. */
export interface FingerprintedRow {
  id: string;
  day: CalendarDate;
  /** Equal until the row is changed. */
  fingerprint: string;
  /** When it was last changed, in the API's own format. Events only. */
  updated?: string | undefined;
  /** When it was last analysed, in the API's own format. Activities only. */
  analyzed?: string | undefined;
  name?: string | undefined;
  type?: string | undefined;
  /** "2026-11-22T08:12:00", in the athlete's local time. */
  start?: string | undefined;
}

const rowSchema = z.looseObject({
  id: idSchema,
  start_date_local: lenientText,
  name: lenientText,
  type: lenientText,
  analyzed: lenientText,
  updated: lenientText,
});

const rowsSchema = lenientList(rowSchema);

/** The fields of an activity that a person or a device changes. */
const ACTIVITY_FIELDS =
  'id,name,type,start_date_local,analyzed,moving_time,distance,description,icu_rpe,feel,paired_event_id,source,_note';

/** What says that an activity is there, but not shown: it has not changed when that begins or ends. */
const visibilitySchema = z.object({
  id: idSchema,
  source: lenientText,
  _note: lenientText,
  moving_time: lenientNumber,
  distance: lenientNumber,
});

const isHidden = ({ source, _note, moving_time, distance }: z.infer<typeof visibilitySchema>): boolean =>
  _note != null || (source === 'GARMIN_CONNECT' && moving_time == null && distance == null);

/** The activities of these days, and the ids of those that are there without being shown. @throws {Problem} as `Client.send` */
export async function fetchActivityFingerprints(
  client: Client,
  athlete: string,
  oldest: CalendarDate,
  newest: CalendarDate,
) {
  const query = { oldest, newest, fields: ACTIVITY_FIELDS };
  const found = await fetchRows(client, athlete, 'activities', query);
  const hiddenIds = found.flatMap(row => {
    const read = visibilitySchema.safeParse(row);
    return read.success && isHidden(read.data) ? [read.data.id] : [];
  });
  return { rows: toFingerprintedRows(found, ({ source: _, _note: __, ...row }) => row), hiddenIds };
}

/** The planned events of these days. Events cannot be limited to some fields, but have the time of their last change. @throws {Problem} as `Client.send` */
export async function fetchEventFingerprints(
  client: Client,
  athlete: string,
  oldest: CalendarDate,
  newest: CalendarDate,
) {
  const query = { oldest, newest, category: PLANNED_CATEGORIES.join() };
  return toFingerprintedRows(await fetchRows(client, athlete, 'events', query), row => row.updated ?? row);
}

/** The wellness days of a range that have one of these fields. @throws {Problem} as `Client.send` */
export async function fetchWellnessFingerprints(
  client: Client,
  athlete: string,
  range: { oldest: CalendarDate; newest: CalendarDate },
  fields: readonly string[],
) {
  const query = { ...range, fields: ['id', ...fields].join() };
  // Days with nothing but a date are made by the fitness forecast, not by a person.
  return toFingerprintedRows(await fetchRows(client, athlete, 'wellness', query)).filter(
    ({ fingerprint }) => fingerprint !== '{}',
  );
}

async function fetchRows(client: Client, athlete: string, resource: string, query: Record<string, string>) {
  const path = `/athlete/${encodeURIComponent(athlete)}/${resource}`;
  return (await client.send({ path, query }, rowsSchema)).body;
}

/** Rows without a day are left out. */
function toFingerprintedRows(
  rows: z.infer<typeof rowSchema>[],
  getComparedPart: (row: Record<string, unknown>) => unknown = row => row,
): FingerprintedRow[] {
  return rows.flatMap(row => {
    const { id, analyzed, ...rest } = row;
    const { name, type, start_date_local: start } = rest;
    const day = (start ?? id).slice(0, 10);
    if (!isCalendarDate(day)) return [];
    const displayed = {
      name: name ?? undefined,
      type: type ?? undefined,
      start: start ?? undefined,
      updated: rest.updated ?? undefined,
    };
    return [
      {
        id,
        day,
        fingerprint: toFingerprint(getComparedPart(rest)),
        analyzed: analyzed ?? undefined,
        ...displayed,
      },
    ];
  });
}

const fieldsSchema = z.record(z.string(), z.unknown());

/** The fields of a row whose fingerprint is made of all of them, as that of a wellness day is; else none. */
export function getRowValues({ fingerprint }: FingerprintedRow): Record<string, unknown> {
  try {
    return fieldsSchema.parse(JSON.parse(fingerprint));
  } catch {
    return {};
  }
}

/** The same for equal rows, in any order of their keys. */
const toFingerprint = (row: unknown): string =>
  JSON.stringify(row, (_key, value: unknown) => (isPlainObject(value) ? withSortedKeys(value) : value));

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withSortedKeys = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null && value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
