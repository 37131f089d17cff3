import { createHash } from 'node:crypto';
import { readRecordings } from '../recordings/read-recordings.ts';
import { NotARecording, type RecordedActivity, type Recording } from '../recordings/recording.ts';
import type { ActivityJson, ActivitySource } from './activity.ts';
import type { Athlete } from './athlete.ts';
import { instant } from './local-time.ts';
import { Refusal } from './refusal.ts';
import type { KeptActivity, World } from './world.ts';

/** A file that is uploaded or seeded. */
export interface IncomingFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly dedupeBy: DedupeBy;
  readonly source: ActivitySource;
  readonly metadata: Partial<ActivityJson>;
}

/**
 * What counts as the same file: the recording in it, or the bytes as they were sent.
 * https://forum.intervals.icu/t/80090 says only that duplicates are found by a hash of the file.
 */
export type DedupeBy = 'decompressed' | 'raw';

/** Stores the activities of a file. One that exists already stays as it is, with its metadata. */
export function keepFile(
  world: World,
  athlete: Athlete,
  { name, bytes, dedupeBy, source, metadata }: IncomingFile,
): { activity: KeptActivity; isNew: boolean }[] {
  return recordingsIn(bytes).flatMap((recording, member) =>
    recording.activities.map((recorded, index) => {
      const hash = dedupeBy === 'raw' ? `${sha256(bytes)}/${member}` : recording.sha256;
      const identity = `${hash}#${index}`;
      const known = world.fromFile(athlete, identity);
      if (known) return { activity: known, isNew: false };
      const facts = { ...factsOf(recording, recorded, index), source, ...metadata };
      return { activity: world.keep(athlete, facts, { name, recording, identity }), isNew: true };
    }),
  );
}

function recordingsIn(bytes: Uint8Array): Recording[] {
  try {
    return readRecordings(bytes);
  } catch (error) {
    if (error instanceof NotARecording) throw new Refusal(422, error.message);
    throw error;
  }
}

function factsOf(recording: Recording, recorded: RecordedActivity, index: number): Partial<ActivityJson> {
  return {
    start_date: instant(recorded.startDate ?? new Date()),
    type: recorded.type,
    distance: recorded.distance ?? null,
    moving_time: rounded(recorded.movingTime ?? recorded.elapsedTime),
    elapsed_time: rounded(recorded.elapsedTime ?? recorded.movingTime),
    device_name: recorded.deviceName ?? null,
    trainer: recorded.trainer ?? null,
    file_type: recording.fileType,
    file_sport_index: recording.activities.length > 1 ? index : null,
  };
}

function rounded(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round(seconds);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
