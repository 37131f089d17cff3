import { Problem } from '../../platform/problem.ts';
import { BlobReader } from '../blob-reader.ts';
import { decodeText } from '../decode-text.ts';
import { MAX_ARCHIVE_DEPTH } from '../file-limits.ts';
import { SNIFF_BYTES, sniff } from '../sniff.ts';
import { gunzip } from './gunzip.ts';
import { UnpackBudget } from './unpack-budget.ts';

/** A recording without the gzip around it, and the ending that a file name has for what it is: "fit". */
export interface UngzippedFile {
  file: Blob;
  extension: string;
}

/**
 * Takes off gzip, however often it was put on, and finds the ending that the content deserves. Nothing is read as a recording: what a
 * device has broken is its owner's all the same.
 * @throws {Problem} `empty-file`, `unreadable-reply` where a page or a message came in place of a file, `unknown-format`, and as
 * `gunzip`
 */
export async function stripGzip(packed: Blob): Promise<UngzippedFile> {
  const budget = new UnpackBudget();
  let reader = new BlobReader(new File([packed], ''));
  for (let depth = 0; ; depth += 1) {
    if (reader.size === 0) throw new Problem('empty-file');
    const head = await reader.read(0, SNIFF_BYTES);
    const kind = sniff(head);
    if (kind === 'web-page' || kind === 'json') throw new Problem('unreadable-reply', { detail: kind });
    if (kind === 'gzip' && depth < MAX_ARCHIVE_DEPTH) reader = await gunzip(reader, '', budget);
    else return { file: reader.file, extension: getExtension(kind, head) };
  }
}

function getExtension(kind: ReturnType<typeof sniff>, head: Uint8Array): string {
  if (kind === 'xml') return getXmlExtension(decodeText(head));
  if (kind === 'fit' || kind === 'zip') return kind;
  throw new Problem('unknown-format');
}

function getXmlExtension(head: string): string {
  const root = XML_ROOT.exec(head)?.[1] ?? '';
  // Not every page begins as one.
  if (!root && HTML_ELEMENT.test(head)) throw new Problem('unreadable-reply', { detail: 'web-page' });
  return EXTENSION_BY_ROOT[root] ?? 'xml';
}

const HTML_ELEMENT = /<(!doctype\s+)?html[\s>]/i;

/** The first element, behind declarations and comments, whatever its prefix. */
const XML_ROOT = /<(?:[\w-]+:)?(gpx|TrainingCenterDatabase)[\s>]/;

const EXTENSION_BY_ROOT: Readonly<Record<string, string>> = { gpx: 'gpx', TrainingCenterDatabase: 'tcx' };
