import { Problem } from '../problem.ts';
import { Allowance } from './allowance.ts';
import { gunzip } from './gzip.ts';
import { MAX_DEPTH } from './limits.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { Source } from './source.ts';
import { decodeText } from './text.ts';

/** A recording without the gzip around it, and the ending that a file name has for what it is: "fit". */
export interface Unpacked {
  file: Blob;
  ending: string;
}

/**
 * Takes off gzip, however often it was put on, and finds the ending that the content deserves. Nothing is read as a recording: what a
 * device has broken is its owner's all the same.
 * @throws {Problem} `empty-file`, `unreadable-reply` where a page or a message came in place of a file, `unknown-format`, and as
 * `gunzip`
 */
export async function unpacked(packed: Blob): Promise<Unpacked> {
  const allowance = new Allowance();
  let source = new Source(new File([packed], ''));
  for (let depth = 0; ; depth += 1) {
    if (source.size === 0) throw new Problem('empty-file');
    const head = await source.read(0, SNIFF_BYTES);
    const kind = sniff(head);
    if (kind === 'web-page' || kind === 'json') throw new Problem('unreadable-reply', { detail: kind });
    if (kind === 'gzip' && depth < MAX_DEPTH) source = await gunzip(source, '', allowance);
    else return { file: source.file, ending: endingOf(kind, head) };
  }
}

function endingOf(kind: ReturnType<typeof sniff>, head: Uint8Array): string {
  if (kind === 'xml') return endingOfXml(decodeText(head));
  if (kind === 'fit' || kind === 'zip') return kind;
  throw new Problem('unknown-format');
}

function endingOfXml(head: string): string {
  const root = ROOT.exec(head)?.[1] ?? '';
  // Not every page begins as one.
  if (!root && PAGE.test(head)) throw new Problem('unreadable-reply', { detail: 'web-page' });
  return ROOTS[root] ?? 'xml';
}

const PAGE = /<(!doctype\s+)?html[\s>]/i;

/** The first element, behind declarations and comments, whatever its prefix. */
const ROOT = /<(?:[\w-]+:)?(gpx|TrainingCenterDatabase)[\s>]/;

const ROOTS: Readonly<Record<string, string>> = { gpx: 'gpx', TrainingCenterDatabase: 'tcx' };
