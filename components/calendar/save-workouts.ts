import { matchesText } from '../../lib/features/calendar/event-draft.ts';
import { calendarRequests } from '../../lib/features/calendar/requests.ts';
import {
  getWorkoutFiles,
  markFilesSaved,
  type NamedWorkoutFile,
  type WorkoutFiles,
  type WorkoutFilesQuery,
} from '../../lib/features/calendar/workout-files.ts';
import { createWorkoutZip } from '../../lib/features/calendar/workout-zip.ts';
import { decodeText } from '../../lib/formats/decode-text.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { saveBlob } from '../../lib/platform/save-blob.ts';
import { saveToDownloads } from '../../lib/platform/save-download.ts';
import { type CalendarEvent, hasSteps } from '../../lib/services/intervals/calendar-event.ts';
import type { WorkoutFileOptions } from './use-calendar.ts';

/** The workout files of some days, from storage or from Intervals.icu. @throws {Problem} of a request to Intervals.icu */
export const collectWorkoutFiles = (selection: WorkoutFilesQuery): Promise<WorkoutFiles> =>
  getWorkoutFiles(selection, ({ from, to }, format) => sendRequest(calendarRequests, 'refresh', { from, to, format }));

/** Saves one workout as a download. @throws {Problem} `bad-workout-file`, `no-workout-file`, or of a request to Intervals.icu */
export async function saveWorkout(athlete: string, event: CalendarEvent, options: WorkoutFileOptions): Promise<void> {
  const { collected, file } = await collectWorkoutFile(athlete, event, options);
  saveBlob(file.name, toDownloadBlob(file.bytes));
  await markFilesSaved(collected, [file]);
}

/** Copies a workout to the clipboard: its text, or its zwo file. @throws {Problem} as `saveWorkout` */
export async function copyWorkoutText(
  athlete: string,
  event: CalendarEvent,
  options: WorkoutFileOptions,
): Promise<void> {
  const { description = '' } = event;
  const isWhole = matchesText(event) || !hasSteps(event);
  await navigator.clipboard.writeText(isWhole ? description : await getZwo(athlete, event, options));
}

async function getZwo(athlete: string, event: CalendarEvent, { ranges }: WorkoutFileOptions): Promise<string> {
  const { file } = await collectWorkoutFile(athlete, event, { format: 'zwo', ranges });
  return decodeText(file.bytes);
}

async function collectWorkoutFile(athlete: string, { id, day }: CalendarEvent, options: WorkoutFileOptions) {
  const collected = await collectWorkoutFiles({
    athlete,
    range: { from: day, to: day },
    ...options,
    onlyEventId: id,
  });
  const [file] = collected.files;
  if (!file) throw Problem.fromPlain(collected.failed[0]?.problem ?? { kind: 'no-workout-file' });
  return { collected, file };
}

export interface SaveOptions {
  signal: AbortSignal;
  onWritten: (count: number) => void;
}

export interface SaveResult {
  saved: NamedWorkoutFile[];
  /** Why the other workouts were not saved. */
  problem?: PlainProblem;
}

/** Saves files as one zip: all or none. */
export async function saveWorkoutsZip(
  files: NamedWorkoutFile[],
  name: string,
  writing: SaveOptions,
): Promise<SaveResult> {
  const zip = await createWorkoutZip(files, writing.signal, writing.onWritten);
  saveBlob(`Musette ${name}.zip`, zip);
  return { saved: files };
}

/** Downloads at a time: enough to hide the latency of each. */
const CONCURRENT_DOWNLOADS = 6;

/** Saves files one by one into a folder of the downloads, up to the first failure. Needs the `downloads` permission. */
export async function saveWorkoutFiles(
  files: NamedWorkoutFile[],
  name: string,
  writing: SaveOptions,
): Promise<SaveResult> {
  const { signal, onWritten } = writing;
  const remaining = [...files];
  const written: SaveResult = { saved: [] };
  const save = async () => {
    for (let file = remaining.shift(); file; file = remaining.shift()) {
      if (signal.aborted || written.problem) return;
      try {
        await saveToDownloads(`Musette/${name}/${file.name}`, file.bytes);
        written.saved.push(file);
        onWritten(written.saved.length);
      } catch (thrown) {
        written.problem ??= Problem.from(thrown).toPlain();
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_DOWNLOADS }, save));
  return written;
}

/** A type that no browser knows: for a known one it may change the extension. */
const toDownloadBlob = (bytes: Uint8Array<ArrayBuffer>): Blob =>
  new Blob([bytes], { type: 'application/octet-stream' });
