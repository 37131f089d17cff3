import type { BlobReader } from '../../formats/blob-reader.ts';
import { decodeText } from '../../formats/decode-text.ts';
import { SNIFF_BYTES, sniff } from '../../formats/sniff.ts';
import { Problem } from '../../platform/problem.ts';
import { isAppleHealth, readAppleHealth, START_BYTES } from './apple-health.ts';
import { readArchive } from './archive.ts';
import { Collector } from './collect.ts';
import { readTable } from './csv.ts';
import type { Circumstances, Imported } from './imported.ts';
import { inTurns, type Steps } from './in-turns.ts';
import { proposeMapping, readMapped } from './mapping.ts';
import { MAX_TEXT_BYTES, readText } from './read-text.ts';
import { WatchedSource, type Watcher } from './watched-source.ts';

/**
 * The days in an export of another program: CSV, JSON, Apple's XML, or a zip of such. Content decides, never the name.
 * @throws {Problem} `empty-file`, `file-too-large`, `no-days`, `broken-file`, `encrypted-archive`,
 * `archive-limit`, `file-unreadable`. The watcher's reason, when it has enough.
 */
export async function readWellness(
  file: File,
  circumstances: Circumstances,
  watcher?: Watcher,
): Promise<Imported> {
  if (file.size === 0) throw new Problem('empty-file');
  const source = new WatchedSource(file, watcher);
  const collector = new Collector();
  const turns = <T>(steps: Steps<T>) => inTurns(steps, watcher?.signal);
  const start = await source.read(0, START_BYTES);
  if (sniff(start.subarray(0, SNIFF_BYTES)) === 'zip') {
    const from = await readArchive(source, { circumstances, collector, turns });
    return { source: from, ...(await turns(collector.finish())) };
  }
  if (isAppleHealth(start)) {
    await readAppleHealth(chunksOf(source), collector);
    return { source: 'apple-health', ...(await turns(collector.finish())) };
  }
  if (file.size > MAX_TEXT_BYTES) throw new Problem('file-too-large', { detail: `${file.size} bytes` });
  const text = decodeText(await source.read(0, file.size));
  const around = { circumstances, collector, name: file.name };
  const known = await turns(readText(text, around));
  if (known) return { source: known, ...(await turns(collector.finish())) };
  return turns(readUnknown(text, circumstances));
}

function* readUnknown(text: string, circumstances: Circumstances): Steps<Imported> {
  const found = yield* readTable(text.replace(/^\ufeff/, ''));
  if (!found || found.table.rows.length === 0) throw new Problem('no-days');
  const { table, damaged } = found;
  const proposed = proposeMapping(table, circumstances);
  const { rows, notUnderstood } = yield* readMapped(table, proposed, circumstances);
  return {
    source: 'unknown-table',
    rows,
    notUnderstood: [...notUnderstood, ...damaged],
    unknown: { table, proposed },
  };
}

async function* chunksOf(source: BlobReader): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < source.size; at += STEP_BYTES) yield (await source.read(at, at + STEP_BYTES)).slice();
}

const STEP_BYTES = 2 ** 20;
