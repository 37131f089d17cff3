import { readGpx } from './gpx.ts';
import { attempt } from './reading.ts';
import type { NotARecording, Reading } from './recording.ts';
import { readTcx } from './tcx.ts';
import { XmlReader } from './xml.ts';

/**
 * What an XML document is, by its root element.
 * @throws {Problem} `broken-file` when it does not even have one.
 */
export function readXml(text: string): Reading {
  const xml = new XmlReader(text);
  xml.next();
  if (xml.name === 'TrainingCenterDatabase') return attempt('tcx', () => readTcx(xml));
  if (xml.name === 'gpx') return attempt('gpx', () => readGpx(xml));
  return { verdict: 'not-a-recording', what: ROOTS[xml.name.toLowerCase()] ?? 'other' };
}

const ROOTS: Readonly<Record<string, NotARecording>> = { html: 'web-page', workout_file: 'workout' };
