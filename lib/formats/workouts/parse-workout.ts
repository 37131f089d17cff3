import { readBlobBytes, toBase64 } from '../../platform/bytes.ts';
import { omitUndefined } from '../../platform/omit-undefined.ts';
import { Problem } from '../../platform/problem.ts';
import { decodeText } from '../decode-text.ts';
import { toSafeFileName } from '../file-names.ts';
import { parseXmlFile } from '../recordings/parse-recording.ts';
import { sniff } from '../sniff.ts';
import { parseColumns, parseErg } from './parse-erg.ts';
import { parseFitWorkout } from './parse-fit-workout.ts';
import { parseZwo } from './parse-zwo.ts';
import { getPlannedMetres, getPlannedSeconds, type ParsedWorkout, type WorkoutFacts } from './parsed-workout.ts';
import { MAX_WORKOUT_BYTES } from './workout-limits.ts';

/**
 * Parses a workout file. Its content decides the format, never its name.
 * @throws {Problem} `broken-workout` with what and where in `detail`, `is-a-recording`, `not-a-workout`, `empty-file`,
 * `file-too-large`, `file-unreadable`
 */
export async function parseWorkout(file: File): Promise<ParsedWorkout> {
  if (file.size === 0) throw new Problem('empty-file');
  if (file.size > MAX_WORKOUT_BYTES) throw new Problem('file-too-large', { detail: `${file.size} bytes` });
  const bytes = await readBlobBytes(file);
  const stem = toSafeFileName(file.name).replace(/\.(zwo|mrc|erg|fit|txt|xml)$/i, '');
  try {
    return parseBytes(bytes, stem);
  } catch (thrown) {
    // The readers of FIT and XML, which recordings use too, throw `broken-file`.
    const problem = Problem.from(thrown);
    throw problem.kind === 'broken-file' ? new Problem('broken-workout', problem.facts, { cause: thrown }) : problem;
  }
}

function parseBytes(bytes: Uint8Array, stem: string): ParsedWorkout {
  switch (sniff(bytes)) {
    case 'fit':
      return toParsedWorkout('fit', parseFitWorkout(bytes), stem, { base64: toBase64(bytes) });
    case 'xml': {
      const text = decodeText(bytes);
      if (isRecording(text)) throw new Problem('is-a-recording');
      return toParsedWorkout('zwo', parseZwo(text), stem, { text: toSentText(text) });
    }
    case 'workout': {
      const text = decodeText(bytes);
      const { unit, ...facts } = parseErg(text);
      return toParsedWorkout(unit === 'w' ? 'erg' : 'mrc', facts, stem, { text });
    }
    case undefined: {
      const columns = parseColumns(decodeText(bytes));
      if (columns) return toParsedWorkout('mrc', columns.facts, stem, { text: columns.mrc });
    }
  }
  throw new Problem('not-a-workout');
}

/**
 * The XML as text for the API: without the encoding of its bytes, and without blanks before the declaration, where XML forbids
 * them. A declaration of unusual length is replaced.
 */
function toSentText(xml: string): string {
  const text = xml.trimStart();
  const end = text.startsWith('<?xml') ? text.indexOf('?>') : -1;
  if (end < 0) return text;
  const declaration =
    end > MAX_DECLARATION_LENGTH
      ? '<?xml version="1.0"'
      : text.slice(0, end).replace(/\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')/, '');
  return declaration + text.slice(end);
}

/** The pattern above takes quadratic time for blanks. */
const MAX_DECLARATION_LENGTH = 256;

/** TCX and GPX are XML too. For a damaged one `parseZwo` throws `not-a-workout`. */
const isRecording = (text: string): boolean =>
  /<(\w+:)?(TrainingCenterDatabase|gpx)\b/.test(text.slice(0, 1000)) && parseXmlFile(text).verdict === 'recording';

function toParsedWorkout(
  format: ParsedWorkout['format'],
  { name, steps, ftp, ...facts }: WorkoutFacts,
  stem: string,
  content: ParsedWorkout['content'],
): ParsedWorkout {
  if (steps.length === 0) throw new Problem('broken-workout', { detail: 'no steps' });
  const durationSecs = getPlannedSeconds(steps);
  const distanceM = getPlannedMetres(steps);
  return {
    ...facts,
    format,
    name: name || stem,
    content,
    doc: { steps, ...omitUndefined({ durationSecs, distanceM, ftp }) },
  };
}
