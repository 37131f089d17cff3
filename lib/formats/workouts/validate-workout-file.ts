import { fromBase64 } from '../../platform/bytes.ts';
import { digest } from '../../platform/digest.ts';
import { Problem } from '../../platform/problem.ts';
import { decodeText } from '../decode-text.ts';
import { readFitParts } from '../fit/fit-parts.ts';
import { FIT_MESSAGES } from '../fit/fit-profile.ts';
import { visitFitMessages } from '../fit/visit-fit-messages.ts';
import { parseFit } from '../recordings/parse-fit.ts';
import { XmlReader } from '../xml/xml-reader.ts';
import type { WorkoutFormat } from './workout-format.ts';

/** A workout file: the server's unchanged bytes, and their SHA-256 in hex. */
export interface WorkoutFileContent {
  bytes: Uint8Array<ArrayBuffer>;
  digest: string;
}

/** A workout file from Intervals.icu. */
export interface GeneratedFile extends WorkoutFileContent {
  /** Digest without the time of creation: Intervals.icu generates a FIT file on every request, with a new time. */
  contentDigest: string;
}

/**
 * Checks a workout file that Intervals.icu made, and returns its bytes unchanged.
 * @throws {Problem} `bad-workout-file` with what is wrong in `detail`
 */
export async function validateWorkoutFile(file: { base64: string }, format: WorkoutFormat): Promise<GeneratedFile> {
  const bytes = decodeStrictBase64(file.base64);
  try {
    VALIDATORS[format](bytes);
  } catch (cause) {
    throw badFile(Problem.from(cause).facts.detail ?? 'unreadable', { cause });
  }
  const [bytesDigest, contentDigest] = await Promise.all([
    digest(bytes),
    digest(format === 'fit' ? withoutTimeCreated(bytes) : bytes),
  ]);
  return { bytes, digest: bytesDigest, contentDigest };
}

/** A zwo of five thousand steps is some 600 kB. */
const MAX_BYTES = 2 * 2 ** 20;

function decodeStrictBase64(base64: string): Uint8Array<ArrayBuffer> {
  if (base64.length > (MAX_BYTES / 3) * 4) throw badFile(`over ${MAX_BYTES} bytes`);
  // `atob` ignores blanks and missing padding, so a truncated text would pass.
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw badFile('no base64');
  return fromBase64(base64);
}

const VALIDATORS: Record<WorkoutFormat, (bytes: Uint8Array) => void> = {
  zwo: validateZwo,
  fit: validateFit,
  mrc: validateCourse,
  erg: validateCourse,
};

function validateZwo(bytes: Uint8Array): void {
  const xml = new XmlReader(decodeText(bytes));
  xml.next();
  if (xml.name !== 'workout_file') throw badFile(`<${xml.name}> instead of <workout_file>`);
  let steps = 0;
  // Read to the end: a file that was cut off has steps too.
  for (let event = xml.next(); event; event = xml.next()) {
    if (event === 'open' && xml.parent === 'workout') steps += 1;
  }
  if (steps === 0) throw badFile('no steps');
}

function validateFit(bytes: Uint8Array): void {
  const parsed = parseFit(bytes);
  if (parsed.verdict !== 'not-a-recording' || parsed.fileKind !== 'workout')
    throw badFile('a FIT file, but no workout');
}

/** A FIT file with its time of creation zeroed, and the checksum that covers it. */
function withoutTimeCreated(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  for (const part of readFitParts(bytes)) {
    visitFitMessages(bytes, part, message => {
      const position =
        message.definition.globalNumber === FIT_MESSAGES.fileId && message.getPosition(TIME_CREATED_FIELD);
      if (position) copy.fill(0, position.start, position.start + position.size);
    });
    copy.fill(0, part.dataEnd, part.dataEnd + 2);
  }
  return copy;
}

/** `file_id.time_created` */
const TIME_CREATED_FIELD = 4;

/** mrc and erg files have a header, and rows of a time and a target. */
function validateCourse(bytes: Uint8Array): void {
  const [header = '', data, end] = decodeText(bytes).split(/\[(?:END )?COURSE DATA\]/i, 3);
  const hasHeader = /^\s*\[COURSE HEADER\]/i.test(header) && /\[END COURSE HEADER\]/i.test(header);
  if (!hasHeader || data === undefined || end === undefined) throw badFile('no [COURSE HEADER] and [COURSE DATA]');
  if (!/^[ \t]*\d+(\.\d+)?[ \t]+\d+(\.\d+)?[ \t\r]*$/m.test(data)) throw badFile('no steps');
}

const badFile = (detail: string, options?: ErrorOptions): Problem =>
  new Problem('bad-workout-file', { detail }, options);
