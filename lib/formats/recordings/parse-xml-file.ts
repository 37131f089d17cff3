import { XmlReader } from '../xml/xml-reader.ts';
import { parseGpx } from './parse-gpx.ts';
import { parseTcx } from './parse-tcx.ts';
import type { NonRecordingKind, ParsedFile } from './recording.ts';
import { tryParseRecording } from './try-parse-recording.ts';

/**
 * What an XML document is, by its root element.
 * @throws {Problem} `broken-file` when it does not even have one.
 */
export function parseXmlFile(text: string): ParsedFile {
  const xml = new XmlReader(text);
  xml.next();
  if (xml.name === 'TrainingCenterDatabase') return tryParseRecording('tcx', () => parseTcx(xml));
  if (xml.name === 'gpx') return tryParseRecording('gpx', () => parseGpx(xml));
  return { verdict: 'not-a-recording', fileKind: FILE_KIND_BY_ROOT[xml.name.toLowerCase()] ?? 'other' };
}

const FILE_KIND_BY_ROOT: Readonly<Record<string, NonRecordingKind>> = {
  html: 'web-page',
  workout_file: 'workout',
};
