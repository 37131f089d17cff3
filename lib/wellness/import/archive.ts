import { Allowance } from '../../files/allowance.ts';
import { joined } from '../../files/bytes.ts';
import { brokenFile } from '../../files/faults.ts';
import { isClutter, safeName } from '../../files/names.ts';
import type { Source } from '../../files/source.ts';
import { decodeText } from '../../files/text.ts';
import { contentOf } from '../../files/zip.ts';
import { type ZipEntry, zipEntries } from '../../files/zip-directory.ts';
import { Problem } from '../../problem.ts';
import { isAppleHealth, readAppleHealth, START_BYTES } from './apple-health.ts';
import type { Collector } from './collect.ts';
import type { Circumstances, WellnessSource } from './imported.ts';
import type { Steps } from './in-turns.ts';
import { MAX_TEXT_BYTES, readText } from './read-text.ts';

/**
 * Everything in a zip that days can be made of; one program's files complete one another.
 * @throws {Problem} `broken-file` without a directory, `encrypted-archive`, `archive-limit`.
 */
export async function readArchive(source: Source, around: Around): Promise<WellnessSource> {
  const entries = await zipEntries(source);
  if (!entries) throw brokenFile('cut off: the archive has no directory at its end');
  const allowance = new Allowance();
  allowance.takeEntries(entries.length);
  const sources = new Set<WellnessSource>();
  for (const entry of entries.filter(({ path }) => /\.(csv|json|xml|txt)$/i.test(path) && !isClutter(path))) {
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
  allowance: Allowance;
}

async function readEntry(
  source: Source,
  entry: ZipEntry,
  { circumstances, collector, turns, allowance }: Within,
): Promise<WellnessSource | undefined> {
  const file = safeName(entry.path);
  const chunks = contentOf(source, entry);
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
    const text = why ? '' : decodeText(joined(await Array.fromAsync(following(first, chunks, allowance))));
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

async function startOf(chunks: AsyncGenerator<Chunk>, allowance: Allowance): Promise<Chunk> {
  const read: Chunk[] = [];
  let size = 0;
  while (size < START_BYTES) {
    const { value, done } = await chunks.next();
    if (done) break;
    allowance.takeBytes(value.length);
    size += value.length;
    read.push(value);
  }
  return joined(read);
}

async function* following(
  first: Chunk,
  others: AsyncGenerator<Chunk>,
  allowance: Allowance,
): AsyncGenerator<Chunk> {
  yield first;
  for await (const chunk of others) {
    allowance.takeBytes(chunk.length);
    yield chunk;
  }
}
