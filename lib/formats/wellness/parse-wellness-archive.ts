import { concatBytes } from '../../platform/bytes.ts';
import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import { Problem } from '../../platform/problem.ts';
import { UnpackBudget } from '../archives/unpack-budget.ts';
import { rejectOverlaps, streamZipEntry } from '../archives/unzip.ts';
import { readZipEntries, type ZipEntry } from '../archives/zip-directory.ts';
import type { BlobReader } from '../blob-reader.ts';
import { decodeText } from '../decode-text.ts';
import { isSystemFile, toSafeFileName } from '../file-names.ts';
import { brokenFile } from '../file-problems.ts';
import { sniff } from '../sniff.ts';
import { APPLE_HEADER_BYTES, collectAppleHealth, isAppleHealth } from './apple-health/apple-health.ts';
import type { ParserContext } from './day-collector.ts';
import type { WellnessExportKind } from './import-result.ts';
import { isTableToMatch } from './parse-mapped-table.ts';
import { MAX_TEXT_BYTES, parseWellnessText } from './parse-wellness-text.ts';

/**
 * Collects the days of all files in a zip archive; the files of one program complete one another.
 * @throws {Problem} `broken-file` without a directory, `encrypted-archive`, `archive-limit`.
 */
export async function parseWellnessArchive(source: BlobReader, context: ArchiveContext): Promise<WellnessExportKind> {
  const entries = await readZipEntries(source);
  if (!entries) throw brokenFile('cut off: the archive has no directory at its end');
  const budget = new UnpackBudget();
  budget.spendEntries(entries.length);
  rejectOverlaps(entries);
  const kinds = new Set<WellnessExportKind>();
  for (const entry of entries.filter(({ path }) => /\.(csv|json|xml|txt)$/i.test(path) && !isSystemFile(path))) {
    const kind = await parseEntry(source, entry, { ...context, budget });
    if (kind) kinds.add(kind);
  }
  const [only, ...others] = kinds;
  return only && others.length === 0 ? only : 'archive';
}

interface ArchiveContext extends Omit<ParserContext, 'file'> {
  runTask: <T>(steps: CooperativeTask<T>) => Promise<T>;
}

interface EntryContext extends ArchiveContext {
  budget: UnpackBudget;
}

async function parseEntry(
  source: BlobReader,
  entry: ZipEntry,
  { dateContext, collector, runTask, budget }: EntryContext,
): Promise<WellnessExportKind | undefined> {
  const file = toSafeFileName(entry.path);
  const chunks = streamZipEntry(source, entry);
  try {
    const first = await readStart(chunks, budget);
    if (sniff(first) === 'system-file') return undefined;
    if (isAppleHealth(first)) {
      await collectAppleHealth(prependChunk(first, chunks, budget), collector, file);
      return 'apple-health';
    }
    const reason = /\.xml$/i.test(file) ? 'no-usable-values' : entry.size > MAX_TEXT_BYTES ? 'too-large' : undefined;
    const text = reason ? '' : decodeText(concatBytes(await Array.fromAsync(prependChunk(first, chunks, budget))));
    const kind = reason ? undefined : await runTask(parseWellnessText(text, file, { dateContext, collector, file }));
    if (!kind) {
      const isTable = await runTask(isTableToMatch(text, dateContext));
      collector.reject({ file }, file, reason ?? (isTable ? 'table-in-archive' : 'no-usable-values'));
    }
    return kind;
  } catch (thrown) {
    // One damaged file does not prevent the others from being imported.
    if (Problem.from(thrown).kind !== 'broken-file') throw thrown;
    collector.reject({ file }, file, 'damaged');
    return undefined;
  } finally {
    await chunks.return(undefined);
  }
}

type Chunk = Uint8Array<ArrayBuffer>;

async function readStart(chunks: AsyncGenerator<Chunk>, budget: UnpackBudget): Promise<Chunk> {
  const read: Chunk[] = [];
  let size = 0;
  while (size < APPLE_HEADER_BYTES) {
    const { value, done } = await chunks.next();
    if (done) break;
    budget.spendBytes(value.length);
    size += value.length;
    read.push(value);
  }
  return concatBytes(read);
}

async function* prependChunk(first: Chunk, others: AsyncGenerator<Chunk>, budget: UnpackBudget): AsyncGenerator<Chunk> {
  yield first;
  for await (const chunk of others) {
    budget.spendBytes(chunk.length);
    yield chunk;
  }
}
