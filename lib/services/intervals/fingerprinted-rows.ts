import * as z from 'zod/mini';
import { type CalendarDate, isCalendarDate } from '../../platform/calendar-date.ts';
import { PLANNED_CATEGORIES } from './calendar-events.ts';
import type { Client } from './client.ts';
import { idSchema, lenientText } from './lenient-schemas.ts';

/** As much of a row as is needed to see that it changed, and to name it. */
export interface FingerprintedRow {
  id: string;
  day: CalendarDate;
  /** Equal as long as nobody changed it. */
  fingerprint: string;
  /** When it was last analysed, as Intervals.icu writes it. Activities only. */
  analyzed?: string | undefined;
  name?: string | undefined;
  type?: string | undefined;
  /** "2026-11-22T08:12:00", in the athlete's own calendar. */
  start?: string | undefined;
}

const rowSchema = z.looseObject({
  id: idSchema,
  start_date_local: lenientText,
  name: lenientText,
  type: lenientText,
  analyzed: lenientText,
});

const rowsSchema = z.array(z.unknown());

/** What a person, or a device, changes about an activity. */
const ACTIVITY_FIELDS =
  'id,name,type,start_date_local,analyzed,moving_time,distance,description,icu_rpe,feel,paired_event_id';

/** The activities since a day. @throws {Problem} as `Client.send` */
export async function fetchActivityFingerprints(
  client: Client,
  athlete: string,
  oldest: CalendarDate,
  newest: CalendarDate,
) {
  const query = { oldest, newest, fields: ACTIVITY_FIELDS };
  return toFingerprintedRows(await fetchRows(client, athlete, 'activities', query));
}

/** What is planned on these days. `fields` does not exist here, but each event tells when it was changed. @throws {Problem} as `Client.send` */
export async function fetchEventFingerprints(
  client: Client,
  athlete: string,
  oldest: CalendarDate,
  newest: CalendarDate,
) {
  const query = { oldest, newest, category: PLANNED_CATEGORIES.join() };
  return toFingerprintedRows(await fetchRows(client, athlete, 'events', query), row => row.updated ?? row);
}

/** The days of wellness between two days that have one of these fields. @throws {Problem} as `Client.send` */
export async function fetchWellnessFingerprints(
  client: Client,
  athlete: string,
  range: { oldest: CalendarDate; newest: CalendarDate },
  fields: readonly string[],
) {
  const query = { ...range, fields: ['id', ...fields].join() };
  // A day that only has its date was made by a forecast of fitness, not by a person.
  return toFingerprintedRows(await fetchRows(client, athlete, 'wellness', query)).filter(
    ({ fingerprint }) => fingerprint !== '{}',
  );
}

async function fetchRows(client: Client, athlete: string, resource: string, query: Record<string, string>) {
  const path = `/athlete/${encodeURIComponent(athlete)}/${resource}`;
  return (await client.send({ path, query }, rowsSchema)).body;
}

/** Rows that are none are left out, so that one odd row does not hide the others. */
function toFingerprintedRows(
  rows: unknown[],
  getComparedPart: (row: Record<string, unknown>) => unknown = row => row,
): FingerprintedRow[] {
  return rows.flatMap(row => {
    const read = rowSchema.safeParse(row);
    if (!read.success) return [];
    const { id, analyzed, ...rest } = read.data;
    const { name, type, start_date_local: start } = rest;
    const day = (start ?? id).slice(0, 10);
    if (!isCalendarDate(day)) return [];
    const displayed = { name: name ?? undefined, type: type ?? undefined, start: start ?? undefined };
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

/** The same for equal rows, in whatever order a server writes their keys. */
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
