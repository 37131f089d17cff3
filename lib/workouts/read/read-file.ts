import { base64Of } from '../../files/base64.ts';
import { bytesOf } from '../../files/bytes.ts';
import { safeName } from '../../files/names.ts';
import { present } from '../../files/present.ts';
import { sniff } from '../../files/sniff.ts';
import { decodeText } from '../../files/text.ts';
import { readXml } from '../../files/xml-document.ts';
import { Problem } from '../../problem.ts';
import { readColumns, readErg } from './erg.ts';
import { readFitWorkout } from './fit.ts';
import { MAX_WORKOUT_BYTES } from './limits.ts';
import { plannedMetres, plannedSecs, type ReadWorkout, type WorkoutFacts } from './read-workout.ts';
import { readZwo } from './zwo.ts';

/**
 * What a workout file says. Its bytes decide what it is, never its name.
 * @throws {Problem} `broken-workout` with what and where in `detail`, `is-a-recording`, `not-a-workout`, `empty-file`,
 * `file-too-large`, `file-unreadable`
 */
export async function readWorkout(file: File): Promise<ReadWorkout> {
  if (file.size === 0) throw new Problem('empty-file');
  if (file.size > MAX_WORKOUT_BYTES) throw new Problem('file-too-large', { detail: `${file.size} bytes` });
  const bytes = await bytesOf(file);
  const stem = safeName(file.name).replace(/\.(zwo|mrc|erg|fit|txt|xml)$/i, '');
  try {
    return read(bytes, stem);
  } catch (thrown) {
    // The readers of recordings share their floors with us, and call a damaged file by another name.
    const problem = Problem.from(thrown);
    throw problem.kind === 'broken-file'
      ? new Problem('broken-workout', problem.facts, { cause: thrown })
      : problem;
  }
}

function read(bytes: Uint8Array, stem: string): ReadWorkout {
  switch (sniff(bytes)) {
    case 'fit':
      return workout('fit', readFitWorkout(bytes), stem, { base64: base64Of(bytes) });
    case 'xml': {
      const text = decodeText(bytes);
      if (isRecording(text)) throw new Problem('is-a-recording');
      return workout('zwo', readZwo(text), stem, { text: asText(text) });
    }
    case 'workout': {
      const text = decodeText(bytes);
      const { unit, ...facts } = readErg(text);
      return workout(unit === 'w' ? 'erg' : 'mrc', facts, stem, { text });
    }
    case undefined: {
      const columns = readColumns(decodeText(bytes));
      if (columns) return workout('mrc', columns.facts, stem, { text: columns.mrc });
    }
  }
  throw new Problem('not-a-workout');
}

/** It goes up as text: the encoding that it names was that of its bytes, and no XML declaration may stand behind blanks. */
const asText = (xml: string): string =>
  xml.trimStart().replace(/^(<\?xml\b[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')/, '$1');

/** TCX and GPX are XML too. One that is damaged is no workout either, and `readZwo` says so. */
const isRecording = (text: string): boolean =>
  /<(\w+:)?(TrainingCenterDatabase|gpx)\b/.test(text.slice(0, 1000)) && readXml(text).verdict === 'recording';

function workout(
  format: ReadWorkout['format'],
  { name, steps, ftp, ...facts }: WorkoutFacts,
  stem: string,
  content: ReadWorkout['content'],
): ReadWorkout {
  if (steps.length === 0) throw new Problem('broken-workout', { detail: 'no steps' });
  const durationSecs = plannedSecs(steps);
  const distanceM = plannedMetres(steps);
  return {
    ...facts,
    format,
    name: name || stem,
    content,
    doc: { steps, ...present({ durationSecs, distanceM, ftp }) },
  };
}
