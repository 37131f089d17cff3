import { omitUndefined } from '../../platform/omit-undefined.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { gunzip } from '../archives/gunzip.ts';
import { UnpackBudget } from '../archives/unpack-budget.ts';
import { unzip, type ZipMember } from '../archives/unzip.ts';
import { hasZipDirectory } from '../archives/zip-directory.ts';
import { BlobReader } from '../blob-reader.ts';
import { decodeText } from '../decode-text.ts';
import { MAX_ARCHIVE_DEPTH, MAX_RECORDING_BYTES } from '../file-limits.ts';
import {
  findGarminId,
  findGarminIdOfArchive,
  isRecordingName,
  toSafeFileName,
  withoutGzExtension,
  withRecordingExtension,
} from '../file-names.ts';
import { limitExceeded } from '../file-problems.ts';
import { mayHoldRecording, SNIFF_BYTES, type SniffedKind, sniff } from '../sniff.ts';
import { completeRecording } from './complete-recording.ts';
import { parseFitFile, parseXmlFile } from './parse-recording.ts';

import type { InspectedFile, ParsedFile, Recording } from './recording.ts';

/**
 * What a file is: one result, or for an archive one for each member, each unpacked when the caller asks for it. The
 * content decides, never the name. Never throws: a file that cannot be read has the verdict `broken`.
 * @param now ms since the epoch
 */
export function inspectFile(file: File, now: number = Date.now()): AsyncGenerator<InspectedFile> {
  return inspectContent(new BlobReader(file), toSafeFileName(file.name), {
    depth: 0,
    budget: new UnpackBudget(),
    now,
  });
}

interface InspectionContext {
  /** How many archives the content is in. */
  depth: number;
  budget: UnpackBudget;
  now: number;
  /** Name of the zip archive that the content is in. */
  archive?: string;
  /** From the name of an archive with only this member. */
  garminId?: string | undefined;
}

async function* inspectContent(
  reader: BlobReader,
  name: string,
  context: InspectionContext,
): AsyncGenerator<InspectedFile> {
  try {
    const kind = await detectKind(reader, context);
    if (kind === 'zip') yield* inspectZip(reader, name, context);
    else if (kind === 'gzip') yield* inspectGzip(reader, name, context);
    else yield toInspectedFile(await parseContent(kind, reader, context.now), reader, name, context);
  } catch (thrown) {
    yield toBrokenFile(Problem.from(thrown).toPlain(), name, context, toNamedFile(reader, name));
  }
}

async function detectKind(reader: BlobReader, { depth }: InspectionContext): Promise<SniffedKind> {
  if (reader.size === 0) throw new Problem('empty-file');
  const kind = sniff(await reader.read(0, SNIFF_BYTES));
  const isArchive = kind === 'zip' || kind === 'gzip';
  if (isArchive && depth >= MAX_ARCHIVE_DEPTH) throw limitExceeded('archives within archives');
  if (!isArchive && reader.size > MAX_RECORDING_BYTES && (!kind || mayHoldRecording(kind))) {
    throw new Problem('file-too-large', { detail: `${reader.size} bytes` });
  }
  if (kind) return kind;
  if (depth === 0 && (await hasZipDirectory(reader))) return 'zip';
  throw new Problem('unknown-format');
}

async function* inspectZip(
  reader: BlobReader,
  name: string,
  context: InspectionContext,
): AsyncGenerator<InspectedFile> {
  for await (const member of unzip(reader, context.budget)) {
    const garminId = member.isOnlyMember ? (findGarminIdOfArchive(name) ?? context.garminId) : undefined;
    const memberContext = { ...context, depth: context.depth + 1, archive: name, garminId };
    if ('problem' in member) yield toUnpackedMember(member, memberContext);
    else yield* inspectContent(member.reader, member.name, memberContext);
  }
}

/** Health data of gigabytes passes every limit, and is no damaged recording. */
function toUnpackedMember(
  { problem, kind, name }: Extract<ZipMember, { problem: PlainProblem }>,
  context: InspectionContext,
): InspectedFile {
  const isOther = kind !== undefined && !mayHoldRecording(kind) && problem.kind === 'archive-limit';
  if (!isOther) return toBrokenFile(problem, name, context);
  return { verdict: 'not-a-recording', fileKind: kind, name, ...omitUndefined({ archive: context.archive }) };
}

async function* inspectGzip(
  reader: BlobReader,
  name: string,
  context: InspectionContext,
): AsyncGenerator<InspectedFile> {
  const content = await unpackGzip(reader, name, context);
  if (!content) {
    yield { verdict: 'not-a-recording', fileKind: 'packed', name, file: toNamedFile(reader, name) };
    return;
  }
  yield* inspectContent(content, content.file.name, { ...context, depth: context.depth + 1 });
}

/** Undefined for a gz file with something unknown in it; a member of an archive is judged by its name. */
async function unpackGzip(
  reader: BlobReader,
  name: string,
  { budget, archive }: InspectionContext,
): Promise<BlobReader | undefined> {
  try {
    return await gunzip(reader, withoutGzExtension(name), budget);
  } catch (thrown) {
    if (archive === undefined && Problem.from(thrown).kind === 'unknown-format') return undefined;
    throw thrown;
  }
}

async function parseContent(
  kind: Exclude<SniffedKind, 'zip' | 'gzip'>,
  reader: BlobReader,
  now: number,
): Promise<ParsedFile> {
  if (kind !== 'fit' && kind !== 'xml') return { verdict: 'not-a-recording', fileKind: kind };
  const bytes = await reader.read(0, reader.size);
  return kind === 'fit' ? parseFitFile(bytes, now) : parseXmlFile(decodeText(bytes), now);
}

function toInspectedFile(
  parsed: ParsedFile,
  reader: BlobReader,
  name: string,
  context: InspectionContext,
): InspectedFile {
  const archive = omitUndefined({ archive: context.archive });
  const complete = (recording: Recording) =>
    completeRecording(recording, findGarminId(name) ?? context.garminId, context.now);
  if (parsed.verdict !== 'recording') {
    const facts = 'recording' in parsed && parsed.recording && { recording: complete(parsed.recording) };
    return { ...parsed, ...facts, ...archive, name, file: toNamedFile(reader, name) };
  }
  const recording = complete(parsed.recording);
  const uploadName = withRecordingExtension(name, recording.format);
  return {
    verdict: 'recording',
    ...archive,
    name: uploadName,
    recording,
    file: toNamedFile(reader, uploadName),
  };
}

/** An empty member of an archive, or one of an unknown format, is broken only if its name is that of a recording. */
function toBrokenFile(problem: PlainProblem, name: string, { archive }: InspectionContext, file?: File): InspectedFile {
  const isUnknownOrEmpty = problem.kind === 'unknown-format' || problem.kind === 'empty-file';
  if (archive !== undefined && isUnknownOrEmpty && !isRecordingName(name)) {
    return { verdict: 'not-a-recording', fileKind: 'other', archive, name };
  }
  return { verdict: 'broken', name, problem, ...omitUndefined({ archive, file }) };
}

/** The file under this name; the same object where it has the name already. */
function toNamedFile({ file }: BlobReader, name: string): File {
  return file.name === name ? file : new File([file], name, { lastModified: file.lastModified });
}
