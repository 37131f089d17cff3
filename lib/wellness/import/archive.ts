import { UnpackBudget } from '../../formats/archives/unpack-budget.ts';
import { streamZipEntry } from '../../formats/archives/unzip.ts';
import { readZipEntries, type ZipEntry } from '../../formats/archives/zip-directory.ts';
import type { BlobReader } from '../../formats/blob-reader.ts';
import { concatBytes } from '../../formats/bytes.ts';
import { decodeText } from '../../formats/decode-text.ts';
import { isSystemFile, toSafeFileName } from '../../formats/file-names.ts';
import { brokenFile } from '../../formats/file-problems.ts';
import { Problem } from '../../platform/problem.ts';
import { isAppleHealth, readAppleHealth, START_BYTES } from './apple-health.ts';
import type { Collector } from './collect.ts';
import type { Circumstances, WellnessSource } from './imported.ts';
import type { Steps } from './in-turns.ts';
import { MAX_TEXT_BYTES, readText } from './read-text.ts';

/**
 * Everything in a zip that days can be made of; one program's files complete one another.
 * @throws {Problem} `broken-file` without a directory, `encrypted-archive`, `archive-limit`.
 */
export async function readArchive(source: BlobReader, around: Around): Promise<WellnessSource> {
  const entries = await readZipEntries(source);
  if (!entries) throw brokenFile('cut off: the archive has no directory at its end');
  const allowance = new UnpackBudget();
  allowance.spendEntries(entries.length);
  const sources = new Set<WellnessSource>();
  for (const entry of entries.filter(
    ({ path }) => /\.(csv|json|xml|txt)$/i.test(path) && !isSystemFile(path),
  )) {
    const known = await readEntry(source, entry, { ...around, allowance });
    if (known) sources.add(known);
  }
  const [only, ...others] = sources;
  return only && others.length === 0 ? only : 'archive';
}

interface Around {
  circumstances: Circumstances;
  collector: Collector;
  turns: <T>(steps: Steps<T>) => Promise<T>;
}

interface Within extends Around {
  allowance: UnpackBudget;
}

async function readEntry(
  source: BlobReader,
  entry: ZipEntry,
  { circumstances, collector, turns, allowance }: Within,
): Promise<WellnessSource | undefined> {
  const file = toSafeFileName(entry.path);
  const chunks = streamZipEntry(source, entry);
  try {
    const first = await startOf(chunks, allowance);
    if (isAppleHealth(first)) {
      await readAppleHealth(following(first, chunks, allowance), collector, file);
      return 'apple-health';
    }
    const why = /\.xml$/i.test(file)
      ? 'nothing-of-use'
      : entry.size > MAX_TEXT_BYTES
        ? 'too-large'
        : undefined;
    const text = why
      ? ''
      : decodeText(concatBytes(await Array.fromAsync(following(first, chunks, allowance))));
    const known = why
      ? undefined
      : await turns(readText(text, { circumstances, collector, name: file, file }));
    if (!known) collector.report({ file }, file, why ?? 'nothing-of-use');
    return known;
  } catch (thrown) {
    // One broken member is no reason to lose the others.
    if (Problem.from(thrown).kind !== 'broken-file') throw thrown;
    collector.report({ file }, file, 'damaged');
    return undefined;
  } finally {
    await chunks.return(undefined);
  }
}

type Chunk = Uint8Array<ArrayBuffer>;

async function startOf(chunks: AsyncGenerator<Chunk>, allowance: UnpackBudget): Promise<Chunk> {
  const read: Chunk[] = [];
  let size = 0;
  while (size < START_BYTES) {
    const { value, done } = await chunks.next();
    if (done) break;
    allowance.spendBytes(value.length);
    size += value.length;
    read.push(value);
  }
  return concatBytes(read);
}

async function* following(
  first: Chunk,
  others: AsyncGenerator<Chunk>,
  allowance: UnpackBudget,
): AsyncGenerator<Chunk> {
  yield first;
  for await (const chunk of others) {
    allowance.spendBytes(chunk.length);
    yield chunk;
  }
}
