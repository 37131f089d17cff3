import { omitUndefined } from '../../platform/omit-undefined.ts';
import { Problem } from '../../platform/problem.ts';
import { XmlReader } from '../xml/xml-reader.ts';
import { parseFit, recoverFit } from './parse-fit.ts';
import { parseGpx } from './parse-gpx.ts';
import { parseTcx } from './parse-tcx.ts';
import type { NonRecordingKind, ParsedFile, RecordingFormat } from './recording.ts';

/** What a FIT file is; a damaged one has the verdict `broken`. */
export function parseFitFile(bytes: Uint8Array, now: number): ParsedFile {
  const parsed = tryParse('fit', () => parseFit(bytes, now));
  if (parsed.verdict !== 'broken') return parsed;
  // Where this fails too, the damage stays as it was found first.
  const recovered = tryParse('fit', () => ({ ...parsed, ...omitUndefined({ recording: recoverFit(bytes, now) }) }));
  return { ...recovered, ...parsed };
}

/**
 * What an XML document is, by its root element; a damaged recording has the verdict `broken`.
 * @throws {Problem} `broken-file` for a document without a root element.
 */
export function parseXmlFile(text: string, now: number = Date.now()): ParsedFile {
  const xml = new XmlReader(text);
  xml.next();
  if (xml.name === 'TrainingCenterDatabase') return tryParse('tcx', () => parseTcx(xml, now));
  if (xml.name === 'gpx') return tryParse('gpx', () => parseGpx(xml, now));
  return { verdict: 'not-a-recording', fileKind: FILE_KIND_BY_ROOT[xml.name.toLowerCase()] ?? 'other' };
}

const FILE_KIND_BY_ROOT: Readonly<Record<string, NonRecordingKind>> = {
  html: 'web-page',
  workout_file: 'workout',
};

function tryParse(format: RecordingFormat, parse: () => ParsedFile): ParsedFile {
  try {
    return parse();
  } catch (thrown) {
    return { verdict: 'broken', problem: Problem.from(thrown).toPlain(), format };
  }
}
