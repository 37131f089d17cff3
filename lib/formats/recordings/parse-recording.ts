import { omitUndefined } from '../../platform/omit-undefined.ts';
import { Problem } from '../../platform/problem.ts';
import { XmlReader } from '../xml/xml-reader.ts';
import { parseFit, recoverFit } from './parse-fit.ts';
import { parseGpx } from './parse-gpx.ts';
import { parseTcx } from './parse-tcx.ts';
import type { NonRecordingKind, ParsedFile, Recording, RecordingFormat } from './recording.ts';

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
  const format = FORMAT_BY_ROOT[xml.name];
  if (!format) return { verdict: 'not-a-recording', fileKind: FILE_KIND_BY_ROOT[xml.name.toLowerCase()] ?? 'other' };
  const parsed = tryParse(format, () => XML_PARSERS[format](xml, now));
  return parsed.verdict === 'broken' ? { ...parsed, ...recoverXml(text, format, now) } : parsed;
}

const XML_PARSERS = { tcx: parseTcx, gpx: parseGpx };

const FORMAT_BY_ROOT: Readonly<Record<string, keyof typeof XML_PARSERS>> = {
  TrainingCenterDatabase: 'tcx',
  gpx: 'gpx',
};

/** What a damaged document says in front of the damage, for the duplicate check if it is uploaded all the same. */
function recoverXml(text: string, format: keyof typeof XML_PARSERS, now: number): { recording?: Recording } {
  const xml = new ReaderUpToDamage(text);
  xml.next();
  const parsed = tryParse(format, () => XML_PARSERS[format](xml, now));
  if (parsed.verdict !== 'recording' || parsed.recording.sessions.every(({ startMs }) => !startMs)) return {};
  // The damage is said already.
  return { recording: { ...parsed.recording, warnings: [] } };
}

/** Takes the damage for the end of the document. */
class ReaderUpToDamage extends XmlReader {
  override next(): 'open' | 'close' | undefined {
    try {
      return super.next();
    } catch (thrown) {
      if (Problem.from(thrown).kind === 'broken-file') return undefined;
      throw thrown;
    }
  }
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
