import { gzipSync } from 'node:zlib';
import { fitFile, gpxFile } from '../../fixtures/recordings.ts';
import type { Reply } from '../site.ts';
import { expectActivity } from './activities.ts';
import type { ActivityJson } from './activity.ts';
import type { Call } from './call.ts';
import { booleanIn } from './query.ts';
import { Refusal } from './refusal.ts';
import type { KeptActivity } from './world.ts';

/** `GET /activity/{id}/file`: the recording as it was uploaded, unpacked and gzipped again. */
export function downloadOriginal(call: Call): Reply {
  const { file } = expectReadable(call);
  if (!file) throw new Refusal(422, 'Activity has no file');
  return gzipped(call, file.recording.bytes);
}

/** `GET /activity/{id}/fit-file`: what Intervals.icu itself makes of the activity, which is never the original. */
export function downloadFit(call: Call): Reply {
  const { json } = expectReadable(call);
  return gzipped(call, fitFile(madeFrom(json, call)));
}

/** `GET /activity/{id}/gpx-file`: the same as GPX; there is none for indoor activities. */
export function downloadGpx(call: Call): Reply {
  const { json } = expectReadable(call);
  if (json.trainer === true) throw new Refusal(422, 'Activity does not have GPS data');
  return gzipped(call, gpxFile({ ...madeFrom(json, call), title: json.name }));
}

/** Activities with a file: neither Strava's nor manual ones. The second text is a guess after the first. */
function expectReadable(call: Call): KeptActivity {
  const kept = expectActivity(call);
  if (kept.json.source === 'STRAVA') throw new Refusal(422, 'Cannot read Strava activities via the API');
  if (kept.json.source === 'MANUAL') throw new Refusal(422, 'Manual activities do not have a file');
  return kept;
}

/** The same start and duration, and other bytes for each set of options. */
function madeFrom({ start_date, elapsed_time }: ActivityJson, { request }: Call) {
  const { searchParams } = request.url;
  const isIn = (name: string) => !searchParams.has(name) || booleanIn(searchParams, name);
  const seed = GENERATED_SEED + Number(isIn('power')) + 2 * Number(isIn('hr'));
  return { startMs: Date.parse(start_date), durationSecs: elapsed_time ?? 60, seed };
}

/** No source shows which headers a download has; a test can set others. */
function gzipped({ downloadHeaders }: Call, bytes: Uint8Array): Reply {
  const headers = { 'Content-Type': 'application/octet-stream', 'Access-Control-Allow-Origin': '*' };
  return { status: 200, headers: { ...headers, ...downloadHeaders }, body: gzipSync(bytes) };
}

const GENERATED_SEED = 9000;
