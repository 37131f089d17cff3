import { expect } from 'vitest';
import type { Recording } from '../../lib/formats/recordings/recording.ts';
import { fitCrc } from '../fixtures/fit-writer.ts';
import { inspectBytes, NOW } from './inspect-bytes.ts';

/** Numbers from 0 to below 1, the same for the same seed (https://github.com/cprosche/mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Bytes = Uint8Array<ArrayBuffer>;
type Mutation = (bytes: Bytes, random: () => number) => Bytes;

const pick = (random: () => number, count: number): number => Math.floor(random() * count);

function splice(bytes: Bytes, from: number, removed: number, added: Uint8Array): Bytes {
  const result = new Uint8Array(bytes.length - removed + added.length);
  result.set(bytes.subarray(0, from));
  result.set(added, from);
  result.set(bytes.subarray(from + removed), from + added.length);
  return result;
}

/** A span of some bytes within the file. */
function pickSpan(bytes: Bytes, random: () => number): { from: number; length: number } {
  const from = pick(random, bytes.length);
  return { from, length: Math.min(bytes.length - from, 1 + pick(random, 200)) };
}

/** Any of so many, but half of the time one of the first or the last: start and end are what times are read for. */
function pickOften(random: () => number, count: number): number {
  const any = pick(random, count);
  if (random() < 0.5) return any;
  return random() < 0.5 ? Math.floor(any / 20) : count - 1 - Math.floor(any / 20);
}

/** What a wrong clock writes: nothing, years, days or hours away, and what no date can be. */
const pickShiftSecs = (random: () => number): number =>
  [3600, 7200, 86_400, 48 * 86_400, 365 * 86_400, 81 * 365 * 86_400][pick(random, 6)] ?? 0;

/** Changes one of the times of a text: "2026-03-01T07:00:00Z". */
function changeTextTime(bytes: Bytes, random: () => number): Bytes {
  const text = new TextDecoder('latin1').decode(bytes);
  const times = [...text.matchAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g)];
  const time = times[pickOften(random, times.length)];
  if (!time) return bytes;
  const shifted = Date.parse(`${time[0]}Z`) + (random() < 0.5 ? 1 : -1) * pickShiftSecs(random) * 1000;
  const written = random() < 0.2 ? `0000${time[0].slice(4)}` : new Date(shifted || 0).toISOString().slice(0, 19);
  return splice(bytes, time.index, time[0].length, new TextEncoder().encode(written));
}

/** Changes four bytes that look like a time of FIT's clock between 2010 and 2030. */
function changeFitTime(bytes: Bytes, random: () => number): Bytes {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  for (let at = pickOften(random, bytes.length); at + 4 <= bytes.length; at++) {
    const littleEndian = isFitTime(view.getUint32(at, true));
    if (!littleEndian && !isFitTime(view.getUint32(at))) continue;
    const time = view.getUint32(at, littleEndian);
    const shifted = random() < 0.2 ? pick(random, 5000) : time + (random() < 0.5 ? 1 : -1) * pickShiftSecs(random);
    view.setUint32(at, shifted, littleEndian);
    return changed;
  }
  return changed;
}

const isFitTime = (secs: number): boolean => secs > 0x25000000 && secs < 0x4b800000;

const MUTATIONS: readonly Mutation[] = [
  changeTextTime,
  changeFitTime,
  function changeBytes(bytes, random) {
    const changed = bytes.slice();
    for (let count = 1 + pick(random, 6); count > 0; count--) changed[pick(random, bytes.length)] = pick(random, 256);
    return changed;
  },
  /** Times, above all: a digit of a text, or one byte in four of a number. */
  function changeDigits(bytes, random) {
    const changed = bytes.slice();
    for (let count = 1 + pick(random, 6); count > 0; count--) {
      const start = pick(random, bytes.length);
      const isDigit = (value: number | undefined) => value !== undefined && value >= 0x30 && value <= 0x39;
      let at = start;
      while (at < bytes.length && !isDigit(bytes[at])) at++;
      if (at < bytes.length) changed[at] = 0x30 + pick(random, 10);
    }
    return changed;
  },
  (bytes, random) => bytes.slice(0, pick(random, bytes.length)),
  function removeSpan(bytes, random) {
    const { from, length } = pickSpan(bytes, random);
    return splice(bytes, from, length, new Uint8Array());
  },
  function repeatSpan(bytes, random) {
    const { from, length } = pickSpan(bytes, random);
    return splice(bytes, from, 0, bytes.slice(from, from + length));
  },
  function moveSpan(bytes, random) {
    const { from, length } = pickSpan(bytes, random);
    const rest = splice(bytes, from, length, new Uint8Array());
    return splice(rest, pick(random, rest.length + 1), 0, bytes.slice(from, from + length));
  },
  function fillSpan(bytes, random) {
    const { from, length } = pickSpan(bytes, random);
    return bytes.slice().fill([0, 0xff, 0x20, 0x39][pick(random, 4)] ?? 0, from, from + length);
  },
];

/** The file with one to three faults that follow from the seed. Half of the FIT files get a checksum that fits them. */
export function mutateRecording(bytes: Bytes, seed: number): Bytes {
  const random = createRandom(seed);
  let mutated = bytes;
  for (let count = 1 + pick(random, 3); count > 0 && mutated.length > 0; count--) {
    mutated = MUTATIONS[pick(random, MUTATIONS.length)]?.(mutated, random) ?? mutated;
  }
  const isFit = bytes[8] === 0x2e && bytes[9] === 0x46 && mutated.length > 16;
  return isFit && random() < 0.5 ? sealFit(mutated) : mutated;
}

/** With the size and the checksums that belong to the bytes, so that the messages are read and not only refused. */
function sealFit(bytes: Bytes): Bytes {
  const sealed = bytes.slice();
  const view = new DataView(sealed.buffer);
  sealed.set([14, 0x20, 0x54, 0x08]);
  view.setUint32(4, sealed.length - 16, true);
  sealed.set([0x2e, 0x46, 0x49, 0x54, 0, 0], 8);
  view.setUint16(sealed.length - 2, fitCrc(sealed.subarray(0, -2)), true);
  return sealed;
}

const DAY_MS = 86_400_000;

/** There is a result without an unexpected problem, and no start or length that no recording can have. */
export async function expectSaneFindings(bytes: Bytes, what: string): Promise<void> {
  const found = await inspectBytes(bytes, what);
  expect(found.length, what).toBeGreaterThan(0);
  for (const finding of found) {
    if (finding.verdict === 'broken') expect(finding.problem.kind, what).not.toBe('unexpected');
    if (finding.recording) expectSaneFacts(finding.recording, what);
  }
}

function expectSaneFacts({ sessions, warnings, possibleStarts = [] }: Recording, what: string): void {
  const isSane = (ms: number) => ms >= Date.UTC(1990, 0, 1) && ms <= NOW + DAY_MS;
  const hasDateDoubt = warnings.includes('future') || warnings.includes('no-date');
  for (const { startMs, durationSecs = 0, distanceM = 0 } of sessions) {
    if (startMs !== undefined) expect(isSane(startMs) || hasDateDoubt, `${what}: start ${startMs}`).toBe(true);
    const isLong = durationSecs > 2 * 86_400;
    expect(durationSecs >= 0 && (!isLong || warnings.includes('long')), `${what}: ${durationSecs} s`).toBe(true);
    expect(distanceM >= 0, `${what}: ${distanceM} m`).toBe(true);
  }
  expect(
    possibleStarts.filter(start => !isSane(start)),
    what,
  ).toEqual([]);
  expect(possibleStarts.length, what).toBeLessThanOrEqual(5);
}
