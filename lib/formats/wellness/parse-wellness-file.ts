import { type CooperativeTask, runCooperatively } from '../../platform/cooperative-task.ts';
import { Problem } from '../../platform/problem.ts';
import type { BlobReader } from '../blob-reader.ts';
import { decodeText } from '../decode-text.ts';
import { SNIFF_BYTES, sniff } from '../sniff.ts';
import { APPLE_HEADER_BYTES, collectAppleHealth, isAppleHealth } from './apple-health/apple-health.ts';
import { DayCollector } from './day-collector.ts';
import { guessMapping } from './guess-mapping.ts';
import { type CsvTable, type DateContext, excerpt, type RejectedItem, type WellnessImport } from './import-result.ts';
import { type FileReadOptions, ObservedBlobReader } from './observed-blob-reader.ts';
import { parseCsvTables } from './parse-csv-table.ts';
import { parseMappedTable } from './parse-mapped-table.ts';
import { parseWellnessArchive } from './parse-wellness-archive.ts';
import { MAX_TEXT_BYTES, parseWellnessText } from './parse-wellness-text.ts';

/**
 * Parses an export of another program: CSV, JSON, Apple Health's XML, or a zip archive of these. The type follows from the
 * content, never from the name.
 * @throws {Problem} `empty-file`, `file-too-large`, `no-days`, `broken-file`, `encrypted-archive`,
 * `archive-limit`, `file-unreadable`. Throws the signal's reason when it is aborted.
 */
export async function parseWellnessFile(
  file: File,
  dateContext: DateContext,
  options?: FileReadOptions,
): Promise<WellnessImport> {
  if (file.size === 0) throw new Problem('empty-file');
  const source = new ObservedBlobReader(file, options);
  const collector = new DayCollector();
  const runTask = <T>(steps: CooperativeTask<T>) => runCooperatively(steps, options?.signal);
  const start = await source.read(0, APPLE_HEADER_BYTES);
  if (sniff(start.subarray(0, SNIFF_BYTES)) === 'zip') {
    const kind = await parseWellnessArchive(source, { dateContext, collector, runTask });
    return { kind, ...(await runTask(collector.finish())) };
  }
  if (isAppleHealth(start)) {
    await collectAppleHealth(readChunks(source), collector);
    return { kind: 'apple-health', ...(await runTask(collector.finish())) };
  }
  if (file.size > MAX_TEXT_BYTES) throw new Problem('file-too-large', { detail: `${file.size} bytes` });
  const text = decodeText(await source.read(0, file.size));
  const kind = await runTask(parseWellnessText(text, file.name, { dateContext, collector }));
  if (kind) {
    const result = { kind, ...(await runTask(collector.finish())) };
    const isOpen = collector.hasGuessedDates || result.rejected.some(({ reason }) => reason === 'ambiguous-date');
    const found = isOpen ? await runTask(parseCsvTables(removeByteOrderMark(text).trimStart())) : undefined;
    return { ...result, ...(found && { openDates: { tables: found.tables, fileName: file.name } }) };
  }
  return runTask(parseUnknownTable(text, dateContext));
}

function* parseUnknownTable(text: string, dateContext: DateContext): CooperativeTask<WellnessImport> {
  const found = yield* parseCsvTables(removeByteOrderMark(text));
  // One mapping for one table: that with the most rows.
  const [table] = found?.tables.toSorted((one, other) => other.rows.length - one.rows.length) ?? [];
  if (!found || !table || table.rows.length === 0) throw new Problem('no-days');
  const others = found.tables.filter(other => other !== table);
  const mapping = guessMapping(table, dateContext);
  const { days, rejected } = yield* parseMappedTable(table, mapping, dateContext);
  return {
    kind: 'unknown-table',
    days,
    rejected: [...rejected, ...found.rejected, ...others.map(toRejectedTable)],
    unknownTable: { table, mapping },
  };
}

const removeByteOrderMark = (text: string): string => text.replace(/^\ufeff/, '');

const toRejectedTable = ({ header, rows }: CsvTable): RejectedItem => ({
  location: { line: rows[0]?.line },
  text: excerpt(header.join(' ')),
  reason: 'not-mapped',
});

async function* readChunks(source: BlobReader): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < source.size; at += CHUNK_BYTES) yield (await source.read(at, at + CHUNK_BYTES)).slice();
}

const CHUNK_BYTES = 2 ** 20;
