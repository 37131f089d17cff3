import { type PlainProblem, Problem } from '../problem.ts';
import { Allowance } from './allowance.ts';
import { beyondLimit } from './faults.ts';
import { readFit } from './fit/fit.ts';
import { gunzip } from './gzip.ts';
import { MAX_DEPTH, MAX_RECORDING_BYTES } from './limits.ts';
import {
  garminIdOf,
  garminIdOfArchive,
  promisesRecording,
  safeName,
  withExtension,
  withoutGz,
} from './names.ts';
import { present } from './present.ts';
import { attempt } from './reading.ts';
import type { Doubt, Finding, Inspection, Reading, Recording } from './recording.ts';
import { type Kind, SNIFF_BYTES, sniff } from './sniff.ts';
import { Source } from './source.ts';
import { decodeText } from './text.ts';
import { readXml } from './xml-document.ts';
import { unzip } from './zip.ts';
import { hasZipDirectory } from './zip-directory.ts';

/**
 * What is in a file: one finding, or for an archive one for each of its members, unpacked only as they are asked for.
 * Content decides, never a name. Never throws: whatever is wrong with a file is a finding too.
 * `now` is in ms since the epoch.
 */
export function findings(file: File, now: number = Date.now()): AsyncGenerator<Finding> {
  return examine(new Source(file), safeName(file.name), { depth: 0, allowance: new Allowance(), now });
}

/** All of the findings at once; `findings` keeps memory flat where an archive is large. */
export async function inspect(file: File, now: number = Date.now()): Promise<Inspection> {
  return { findings: await Array.fromAsync(findings(file, now)) };
}

interface Circumstances {
  /** How many archives are around. */
  depth: number;
  allowance: Allowance;
  now: number;
  /** Name of the zip archive around. */
  archive?: string;
  /** From the name of an archive that holds only this. */
  garminId?: string | undefined;
}

async function* examine(source: Source, name: string, around: Circumstances): AsyncGenerator<Finding> {
  try {
    const kind = await kindOf(source, around);
    if (kind === 'zip') yield* examineMembers(source, name, around);
    else if (kind === 'gzip') yield* examineContent(source, name, around);
    else yield findingOf(await readingOf(kind, source), source, name, around);
  } catch (thrown) {
    yield faultOf(Problem.from(thrown).toPlain(), name, around, fileOf(source, name));
  }
}

async function kindOf(source: Source, { depth }: Circumstances): Promise<Kind> {
  if (source.size === 0) throw new Problem('empty-file');
  const kind = sniff(await source.read(0, SNIFF_BYTES));
  const isArchive = kind === 'zip' || kind === 'gzip';
  if (isArchive && depth >= MAX_DEPTH) throw beyondLimit('archives within archives');
  if (!isArchive && source.size > MAX_RECORDING_BYTES) {
    throw new Problem('file-too-large', { detail: `${source.size} bytes` });
  }
  if (kind) return kind;
  if (depth === 0 && (await hasZipDirectory(source))) return 'zip';
  throw new Problem('unknown-format');
}

async function* examineMembers(source: Source, name: string, around: Circumstances): AsyncGenerator<Finding> {
  for await (const member of unzip(source, around.allowance)) {
    const garminId = member.isAlone ? (garminIdOfArchive(name) ?? around.garminId) : undefined;
    const within = { ...around, depth: around.depth + 1, archive: name, garminId };
    if ('problem' in member) yield faultOf(member.problem, member.name, within);
    else yield* examine(member.source, member.name, within);
  }
}

async function* examineContent(source: Source, name: string, around: Circumstances): AsyncGenerator<Finding> {
  const content = await gunzip(source, withoutGz(name), around.allowance);
  yield* examine(content, content.file.name, { ...around, depth: around.depth + 1 });
}

async function readingOf(kind: Exclude<Kind, 'zip' | 'gzip'>, source: Source): Promise<Reading> {
  if (kind !== 'fit' && kind !== 'xml') return { verdict: 'not-a-recording', what: kind };
  const bytes = await source.read(0, source.size);
  return kind === 'fit' ? attempt('fit', () => readFit(bytes)) : readXml(decodeText(bytes));
}

function findingOf(reading: Reading, source: Source, name: string, around: Circumstances): Finding {
  const archive = present({ archive: around.archive });
  if (reading.verdict !== 'recording') return { ...reading, ...archive, name, file: fileOf(source, name) };
  const recording = completed(reading.recording, garminIdOf(name) ?? around.garminId, around.now);
  const sentName = withExtension(name, recording.format);
  return { verdict: 'recording', ...archive, name: sentName, recording, file: fileOf(source, sentName) };
}

/** A member of an archive that is nothing and was never said to be anything is no fault of the archive. */
function faultOf(problem: PlainProblem, name: string, { archive }: Circumstances, file?: File): Finding {
  const isNothing = problem.kind === 'unknown-format' || problem.kind === 'empty-file';
  if (archive !== undefined && isNothing && !promisesRecording(name)) {
    return { verdict: 'not-a-recording', what: 'other', archive, name };
  }
  return { verdict: 'broken', name, problem, ...present({ archive, file }) };
}

const DAY_MS = 86_400_000;
/** Devices whose battery died begin at 1989-12-31 or at 1970. */
const FIRST_DATE_MS = Date.UTC(1990, 0, 1);

/** What only becomes clear outside of the bytes: the order of sessions, doubts about the date, the id in the name. */
function completed(recording: Recording, garminId: string | undefined, now: number): Recording {
  const sessions = recording.sessions.toSorted((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0));
  const starts = sessions.map(({ startMs }) => startMs ?? 0);
  const dateDoubts: Doubt[] = [];
  if (starts.some(startMs => startMs > now + DAY_MS)) dateDoubts.push('future');
  if (starts.some(startMs => startMs < FIRST_DATE_MS)) dateDoubts.push('no-date');
  return { ...recording, ...present({ garminId }), sessions, doubts: [...dateDoubts, ...recording.doubts] };
}

/** The source's own file where the name is right already: nothing is copied. */
function fileOf({ file }: Source, name: string): File {
  return file.name === name ? file : new File([file], name, { lastModified: file.lastModified });
}
