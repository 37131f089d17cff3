import type { Reply } from '../../site.ts';
import { listBody, objectBody } from '../body.ts';
import type { Call } from '../call.ts';
import { listIn, only } from '../fields.ts';
import { localDay } from '../local-day.ts';
import { booleanIn } from '../query.ts';
import { json, Refusal } from '../refusal.ts';
import { filePart } from '../upload.ts';
import { readCsv, toCsv } from './csv.ts';
import type { WellnessJson } from './days.ts';
import { expectChange } from './expect-change.ts';
import { wellnessKeys } from './fields.ts';

/** `GET /wellness`: a range of local days, both ends included, the oldest first. */
export function listWellness(call: Call): Reply {
  const fields = listIn(call.request.url.searchParams, 'fields');
  return json(
    200,
    daysIn(call).map(record => only(fields, record)),
  );
}

/** `GET /wellness.csv`: the same as a table, of all columns or of those in `cols`. */
export function downloadWellness(call: Call): Reply {
  const columns = listIn(call.request.url.searchParams, 'cols');
  const all = [...wellnessKeys, ...call.athlete.customWellness];
  return {
    status: 200,
    headers: { 'Content-Type': 'text/csv;charset=UTF-8', 'Access-Control-Allow-Origin': '*' },
    body: toCsv(columns.length > 0 ? columns : all, daysIn(call)),
  };
}

/** `GET /wellness/{date}`. The reply for a day without a record is not known; here it is not found. */
export function getWellness({ params, world, athlete }: Call): Reply {
  const record = world.wellness.get(athlete, localDay(params.day ?? ''));
  if (!record) throw new Refusal(404, 'Wellness not found');
  return json(200, record);
}

/** `PUT /wellness/{date}`: creates the day if there is none; only what is in the body changes. */
export function updateDay(call: Call): Reply {
  return write(call, { ...objectBody(call, 'updateWellness'), id: call.params.day });
}

/** `PUT /wellness`: the same, with the day in the body. */
export function updateWellness(call: Call): Reply {
  return write(call, objectBody(call, 'updateWellness_1'));
}

/** `PUT /wellness-bulk`: many days, all of them or none. Success has no body (openapi.json). */
export function updateManyDays(call: Call): Reply {
  writeAll(call, listBody(call, 'updateWellnessBulk'));
  return { status: 200, headers: { 'Access-Control-Allow-Origin': '*' } };
}

/** `POST /wellness`: a CSV file. An empty cell changes nothing; `ignoreMissingFields` skips columns that are no fields. */
export async function uploadWellness(call: Call): Promise<Reply> {
  const ignoresUnknown = booleanIn(call.request.url.searchParams, 'ignoreMissingFields');
  const { bytes } = await filePart(call.request);
  writeAll(call, readCsv(Buffer.from(bytes).toString(), call.athlete, ignoresUnknown));
  return json(200, {});
}

function write({ world, athlete }: Call, record: Record<string, unknown>): Reply {
  return json(200, world.wellness.write(athlete, expectChange(record, athlete)));
}

function writeAll({ world, athlete }: Call, records: readonly Record<string, unknown>[]): void {
  const changes = records.map(record => expectChange(record, athlete));
  for (const change of changes) world.wellness.write(athlete, change);
}

function daysIn({ request, world, athlete }: Call): WellnessJson[] {
  const query = request.url.searchParams;
  const oldest = localDay(query.get('oldest') ?? '0000-01-01');
  const newest = localDay(query.get('newest') ?? '9999-12-31');
  return world.wellness.of(athlete).filter(({ id }) => id >= oldest && id <= newest);
}
