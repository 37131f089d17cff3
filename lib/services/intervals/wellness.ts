import * as z from 'zod/mini';
import type { WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import { type DateRange, isCalendarDate } from '../../platform/calendar-date.ts';
import { lenientList } from '../../platform/lenient-list.ts';
import type { Client } from './client.ts';

const rowSchema = z.looseObject({
  id: z.string().check(z.refine(isCalendarDate)),
  locked: z.catch(z.nullish(z.boolean()), undefined),
  updated: z.catch(z.nullish(z.string()), undefined),
});

const rowsSchema = lenientList(rowSchema);

/** The days of a range that have data, oldest first, in one request. @throws {Problem} as `Client.send` */
export async function listWellnessDays(
  client: Client,
  athleteId: string,
  { from, to }: DateRange,
): Promise<WellnessDay[]> {
  const request = { path: getWellnessPath(athleteId), query: { oldest: from, newest: to } };
  return (await client.send(request, rowsSchema)).body.map(toWellnessDay);
}

/** The fields of one day to change; all others stay. */
export type WellnessDayUpdate = { id: string } & Record<string, number | string | boolean | null>;

/** Changes fields of many days in one request. Locked days are silently ignored. @throws {Problem} as `Client.send` */
export async function updateWellnessDays(
  client: Client,
  athleteId: string,
  updates: WellnessDayUpdate[],
): Promise<void> {
  const path = `${getWellnessPath(athleteId)}-bulk`;
  // The response body is not documented (https://intervals.icu/api-docs.html), so the days are read again instead.
  await client.send({ method: 'PUT', path, json: updates }, z.unknown());
}

const getWellnessPath = (athleteId: string): string => `/athlete/${encodeURIComponent(athleteId)}/wellness`;

function toWellnessDay({ id, locked, updated, ...fields }: z.infer<typeof rowSchema>): WellnessDay {
  const known = Object.entries(fields).filter(([, value]) => hasValue(value));
  return {
    day: id,
    values: Object.fromEntries(known),
    ...(locked && { locked }),
    ...(updated && { updated }),
  };
}

const hasValue = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
