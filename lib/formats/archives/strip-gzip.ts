import { Problem } from '../../platform/problem.ts';
import { BlobReader } from '../blob-reader.ts';
import { decodeText } from '../decode-text.ts';
import { MAX_ARCHIVE_DEPTH } from '../file-limits.ts';
import { SNIFF_BYTES, sniff } from '../sniff.ts';
import { gunzip } from './gunzip.ts';
import { UnpackBudget } from './unpack-budget.ts';

/** A recording without the gzip around it, and the file extension of its content: "fit". */
export interface UngzippedFile {
  file: Blob;
  extension: string;
}

/**
 * Removes gzip, also where it was applied more than once, and finds the extension by the content. The recording itself is not
 * parsed: users get their damaged files too.
 * @throws {Problem} `empty-file`, `unreadable-reply` for a page or JSON in place of a file, `unknown-format`, and as `gunzip`
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
  // A page may begin with something else than <!doctype html>.
  if (!root && HTML_ELEMENT.test(head)) throw new Problem('unreadable-reply', { detail: 'web-page' });
  return EXTENSION_BY_ROOT[root] ?? 'xml';
}

const HTML_ELEMENT = /<(!doctype\s+)?html[\s>]/i;

/** The root element, behind declarations and comments, with any prefix. */
const XML_ROOT = /<(?:[\w-]+:)?(gpx|TrainingCenterDatabase)[\s>]/;

const EXTENSION_BY_ROOT: Readonly<Record<string, string>> = { gpx: 'gpx', TrainingCenterDatabase: 'tcx' };
