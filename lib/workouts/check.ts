import { bytesOfBase64 } from '../files/base64.ts';
import { digest } from '../files/digest.ts';
import { readFit } from '../files/fit/fit.ts';
import { partsOf } from '../files/fit/parts.ts';
import { MESSAGE } from '../files/fit/profile.ts';
import { walk } from '../files/fit/walk.ts';
import { decodeText } from '../files/text.ts';
import { XmlReader } from '../files/xml.ts';
import type { WorkoutFile, WorkoutFormat } from '../intervals/event.ts';
import { Problem } from '../problem.ts';

/** A workout as a file: the server's bytes as they came, and their SHA-256 in hex. */
export interface CheckedFile {
  bytes: Uint8Array<ArrayBuffer>;
  digest: string;
}

/** A file as it came from Intervals.icu. */
export interface MadeFile extends CheckedFile {
  /** The digest of what it says: a FIT file also tells when it was made, which is each time that it is asked for. */
  content: string;
}

/**
 * The bytes of a file that Intervals.icu made, once they are what they should be. They are never changed.
 * @throws {Problem} `bad-workout-file` with what is wrong in `detail`
 */
export async function checkedFile(file: WorkoutFile, format: WorkoutFormat): Promise<MadeFile> {
  const bytes = decoded(file.base64);
  try {
    CHECKS[format](bytes);
  } catch (cause) {
    throw bad(Problem.from(cause).facts.detail ?? 'unreadable', { cause });
  }
  const [whole, content] = await Promise.all([
    digest(bytes),
    digest(format === 'fit' ? timeless(bytes) : bytes),
  ]);
  return { bytes, digest: whole, content };
}

/** A zwo of five thousand steps, one for each second of a long session, is some 600 kB. */
const MAX_BYTES = 2 * 2 ** 20;

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  if (base64.length > (MAX_BYTES / 3) * 4) throw bad(`over ${MAX_BYTES} bytes`);
  // `atob` is kinder: it skips blanks and adds what is missing at the end. Damage would pass for a file.
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw bad('no base64');
  return bytesOfBase64(base64);
}

const CHECKS: Record<WorkoutFormat, (bytes: Uint8Array) => void> = {
  zwo: checkZwo,
  fit: checkFit,
  mrc: checkCourse,
  erg: checkCourse,
};

function checkZwo(bytes: Uint8Array): void {
  const xml = new XmlReader(decodeText(bytes));
  xml.next();
  if (xml.name !== 'workout_file') throw bad(`<${xml.name}> instead of <workout_file>`);
  let steps = 0;
  // To the very end: a file that was cut off has its steps, too.
  for (let event = xml.next(); event; event = xml.next()) {
    if (event === 'open' && xml.parent === 'workout') steps += 1;
  }
  if (steps === 0) throw bad('no steps');
}

function checkFit(bytes: Uint8Array): void {
  const reading = readFit(bytes);
  if (reading.verdict !== 'not-a-recording' || reading.what !== 'workout')
    throw bad('a FIT file, but no workout');
}

/** A FIT file without the time at which it was made, and without the checksum, which covers it. */
function timeless(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  for (const part of partsOf(bytes)) {
    walk(bytes, part, message => {
      const made = message.layout.global === MESSAGE.fileId && message.place(TIME_CREATED);
      if (made) copy.fill(0, made.start, made.start + made.size);
    });
    copy.fill(0, part.dataEnd, part.dataEnd + 2);
  }
  return copy;
}

/** `file_id.time_created` */
const TIME_CREATED = 4;

/** mrc and erg: a header, and pairs of a time and a target. */
function checkCourse(bytes: Uint8Array): void {
  const [header = '', data, end] = decodeText(bytes).split(/\[(?:END )?COURSE DATA\]/i, 3);
  const hasHeader = /^\s*\[COURSE HEADER\]/i.test(header) && /\[END COURSE HEADER\]/i.test(header);
  if (!hasHeader || data === undefined || end === undefined)
    throw bad('no [COURSE HEADER] and [COURSE DATA]');
  if (!/^[ \t]*\d+(\.\d+)?[ \t]+\d+(\.\d+)?[ \t\r]*$/m.test(data)) throw bad('no steps');
}

const bad = (detail: string, options?: ErrorOptions): Problem =>
  new Problem('bad-workout-file', { detail }, options);
