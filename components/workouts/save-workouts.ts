import { decodeText } from '../../lib/files/text.ts';
import { type CalendarEvent, hasSteps } from '../../lib/intervals/event.ts';
import { send } from '../../lib/messages.ts';
import { type PlainProblem, Problem } from '../../lib/problem.ts';
import { download } from '../../lib/workouts/folder/downloads.ts';
import { isTextOf } from '../../lib/workouts/plan/original.ts';
import { type Gathered, gather, type NamedFile, noteSaved, type Wanted } from '../../lib/workouts/save.ts';
import { zipOf } from '../../lib/workouts/zip.ts';
import { saveBlob } from '../save-blob.ts';
import type { FileOptions } from './use-calendar.ts';

/** The files of some days, from what is kept or from Intervals.icu. @throws {Problem} as `gather` */
export const gatherFiles = (wanted: Wanted): Promise<Gathered> =>
  gather(wanted, ({ from, to }, format) => send('refreshCalendar', { from, to, format }));

/** Saves one workout, as the browser saves any download. @throws {Problem} `bad-workout-file`, `no-workout-file`, as `gather` */
export async function saveOne(athlete: string, event: CalendarEvent, options: FileOptions): Promise<void> {
  const { gathered, file } = await gatherOne(athlete, event, options);
  saveBlob(file.name, asDownload(file.bytes));
  await noteSaved(gathered, [file]);
}

/** Puts a workout on the clipboard: the text that it was written in, or its zwo. @throws {Problem} as `saveOne` */
export async function copyAsText(athlete: string, event: CalendarEvent, options: FileOptions): Promise<void> {
  const { description = '' } = event;
  const isWhole = isTextOf(event) || !hasSteps(event);
  await navigator.clipboard.writeText(isWhole ? description : await zwoOf(athlete, event, options));
}

async function zwoOf(athlete: string, event: CalendarEvent, { ranges }: FileOptions): Promise<string> {
  const { file } = await gatherOne(athlete, event, { format: 'zwo', ranges });
  return decodeText(file.bytes);
}

async function gatherOne(athlete: string, { id, day }: CalendarEvent, options: FileOptions) {
  const gathered = await gatherFiles({ athlete, range: { from: day, to: day }, ...options, only: id });
  const [file] = gathered.files;
  if (!file) throw Problem.fromPlain(gathered.failed[0]?.problem ?? { kind: 'no-workout-file' });
  return { gathered, file };
}

export interface Writing {
  signal: AbortSignal;
  onWritten: (count: number) => void;
}

export interface Written {
  saved: NamedFile[];
  /** Why the others were not. */
  problem?: PlainProblem;
}

/** Saves files as one zip: all of them, or none. */
export async function saveZip(files: NamedFile[], name: string, writing: Writing): Promise<Written> {
  const zip = await zipOf(files, writing.signal, writing.onWritten);
  saveBlob(`Musette ${name}.zip`, zip);
  return { saved: files };
}

/** Downloads at a time: enough to hide how long the browser takes over each. */
const AT_ONCE = 6;

/** Saves files one by one, in a folder of the downloads, for which it needs the permission, up to the first that fails. */
export async function saveSingles(files: NamedFile[], name: string, writing: Writing): Promise<Written> {
  const { signal, onWritten } = writing;
  const left = [...files];
  const written: Written = { saved: [] };
  const save = async () => {
    for (let file = left.shift(); file; file = left.shift()) {
      if (signal.aborted || written.problem) return;
      try {
        await download(`Musette/${name}/${file.name}`, file.bytes);
        written.saved.push(file);
        onWritten(written.saved.length);
      } catch (thrown) {
        written.problem ??= Problem.from(thrown).toPlain();
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, save));
  return written;
}

/** Of no kind that a browser knows, so that none gives the name another ending. */
const asDownload = (bytes: Uint8Array<ArrayBuffer>): Blob =>
  new Blob([bytes], { type: 'application/octet-stream' });
