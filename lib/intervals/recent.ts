import * as z from 'zod/mini';
import { type Day, isDay } from '../day.ts';
import type { Client } from './client.ts';
import { SHOWN } from './events.ts';

/** As much of a row as is needed to see that it changed, and to name it. */
export interface RecentRow {
  id: string;
  day: Day;
  /** Equal as long as nobody changed it. */
  print: string;
  /** When it was last analysed, as Intervals.icu writes it. Activities only. */
  analyzed?: string | undefined;
  name?: string | undefined;
  type?: string | undefined;
  /** "2026-11-22T08:12:00", in the athlete's own calendar. */
  start?: string | undefined;
}

const id = z.pipe(z.union([z.string(), z.int()]), z.transform(String));
const text = z.catch(z.nullish(z.string()), undefined);

const rowSchema = z.looseObject({ id, start_date_local: text, name: text, type: text, analyzed: text });

const rowsSchema = z.array(z.unknown());

/** What a person, or a device, changes about an activity. */
const ACTIVITY_FIELDS =
  'id,name,type,start_date_local,analyzed,moving_time,distance,description,icu_rpe,feel,paired_event_id';

/** The activities since a day. @throws {Problem} as `Client.send` */
export async function recentActivities(client: Client, athlete: string, oldest: Day, newest: Day) {
  const query = { oldest, newest, fields: ACTIVITY_FIELDS };
  return rowsOf(await list(client, athlete, 'activities', query));
}

/** What is planned on these days. `fields` does not exist here, but each event tells when it was changed. @throws {Problem} as `Client.send` */
export async function comingEvents(client: Client, athlete: string, oldest: Day, newest: Day) {
  const query = { oldest, newest, category: SHOWN.join() };
  return rowsOf(await list(client, athlete, 'events', query), row => row.updated ?? row);
}

/** The days of wellness between two days that have one of these fields. @throws {Problem} as `Client.send` */
export async function recentWellness(
  client: Client,
  athlete: string,
  range: { oldest: Day; newest: Day },
  fields: readonly string[],
) {
  const query = { ...range, fields: ['id', ...fields].join() };
  // A day that only has its date was made by a forecast of fitness, not by a person.
  return rowsOf(await list(client, athlete, 'wellness', query)).filter(({ print }) => print !== '{}');
}

async function list(client: Client, athlete: string, what: string, query: Record<string, string>) {
  const path = `/athlete/${encodeURIComponent(athlete)}/${what}`;
  return (await client.send({ path, query }, rowsSchema)).body;
}

/** Rows that are none are left out, so that one odd row does not hide the others. */
function rowsOf(rows: unknown[], whole: (row: Record<string, unknown>) => unknown = row => row): RecentRow[] {
  return rows.flatMap(row => {
    const read = rowSchema.safeParse(row);
    if (!read.success) return [];
    const { id, analyzed, ...rest } = read.data;
    const { name, type, start_date_local: start } = rest;
    const day = (start ?? id).slice(0, 10);
    if (!isDay(day)) return [];
    const shown = { name: name ?? undefined, type: type ?? undefined, start: start ?? undefined };
    return [{ id, day, print: printOf(whole(rest)), analyzed: analyzed ?? undefined, ...shown }];
  });
}

/** The same for equal rows, in whatever order a server writes their keys. */
const printOf = (row: unknown): string =>
  JSON.stringify(row, (_key, value: unknown) => (isPlain(value) ? sorted(value) : value));

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sorted = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null && value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
