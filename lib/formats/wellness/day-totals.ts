import type { RejectionReason, SourceLocation } from './import-result.ts';
import type { Measurement, PartOfDay } from './measurement.ts';
import { roundForField } from './parse-quantity.ts';
import { getWellnessField } from './wellness-fields.ts';

interface Part extends Measurement {
  part: PartOfDay;
}

/** The parts of days, which add up to one measurement for each day, field, file and column. */
export class DayTotals {
  readonly #groups = new Map<string, Part[]>();
  readonly #reject: (location: SourceLocation, text: string, reason: RejectionReason) => void;

  constructor(reject: (location: SourceLocation, text: string, reason: RejectionReason) => void) {
    this.#reject = reject;
  }

  /** Whether the measurement is a part. */
  add(measurement: Measurement): boolean {
    const { key, day, location, part } = measurement;
    if (!part) return false;
    // In JSON each object has a place of its own: "series[2].data".
    const name = JSON.stringify([key, day, location.file, location.column?.replace(/\[\d+\]/g, '')]);
    const group = this.#groups.get(name) ?? [];
    group.push({ ...measurement, part });
    this.#groups.set(name, group);
    return true;
  }

  *getSums(): Generator<Measurement> {
    for (const group of this.#groups.values()) {
      const totals = group.filter(({ part }) => part.isTotal);
      yield* this.#addUp(totals.length > 0 ? totals : group);
    }
  }

  *#addUp(group: readonly Part[]): Generator<Measurement> {
    const [any] = group;
    if (any?.key === 'sleepSecs') yield* this.#addUpNight(group);
    else yield* this.#sum(any?.key === 'steps' ? this.#rejectRepeats(group) : group.map(toOneSource));
  }

  *#addUpNight(group: readonly Part[]): Generator<Measurement> {
    const hasMorning = group.some(({ minutes }) => minutes !== undefined && minutes < NOON);
    const isNap = ({ minutes, part }: Part) =>
      part.isNap || (hasMorning && minutes !== undefined && minutes >= NOON && minutes < EVENING);
    for (const { location, text } of group.filter(isNap)) this.#reject(location, text, 'nap');
    const stretches = this.#rejectRepeats(group.filter(part => !isNap(part)));
    // Several recordings of one night: one of them counts, as of any other measurement.
    if (areWholeNights(stretches)) yield* stretches.map(({ part: _, ...single }) => single);
    else yield* this.#sum(stretches);
  }

  /** No device counts exactly the same twice: such a row is repeated in the file. */
  #rejectRepeats(parts: readonly Part[]): Part[] {
    const seen = new Set<string>();
    return parts.filter(({ part: { amount, source }, minutes, location, text }) => {
      const name = JSON.stringify([source, minutes, amount]);
      if (seen.has(name)) this.#reject(location, text, 'duplicate-day');
      return !seen.has(name) && seen.add(name);
    });
  }

  /** The sum of the source that counted most. */
  *#sum(parts: readonly Part[]): Generator<Measurement> {
    const [most, value] = getMost(sumBySource(parts));
    for (const { part, location, text } of parts)
      if (part.source !== most) this.#reject(location, text, 'duplicate-day');
    const [first, ...others] = parts.filter(({ part }) => part.source === most);
    const field = first && getWellnessField(first.key);
    if (!first || !field) return;
    const { part: _, ...single } = first;
    if (others.length === 0) {
      yield single;
      return;
    }
    yield { ...single, value: roundForField(field, value, true), locations: others.map(({ location }) => location) };
  }
}

/** No device counts food: its source is where it comes from. */
const toOneSource = (part: Part): Part => ({ ...part, part: { ...part.part, source: '' } });

function sumBySource(parts: readonly Part[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { part } of parts) sums.set(part.source, (sums.get(part.source) ?? 0) + part.amount);
  return sums;
}

/** The source with the largest sum. Spreading them into `Math.max` would overflow the stack of a file with a million sources. */
const getMost = (sums: ReadonlyMap<string, number>): readonly [source: string, sum: number] =>
  [...sums].reduce((most, next) => (next[1] > most[1] ? next : most), ['', -1]);

/** Whether stretches of one source are longer than any night, or two of them as long as one. */
function areWholeNights(stretches: readonly Part[]): boolean {
  const [source, sum] = getMost(sumBySource(stretches));
  const nights = stretches.filter(({ part }) => part.source === source && part.amount >= SHORT_NIGHT_SECS);
  return sum > LONGEST_NIGHT_SECS || nights.length > 1;
}

const NOON = 12 * 60;
const EVENING = 20 * 60;
const SHORT_NIGHT_SECS = 5 * 3600;
const LONGEST_NIGHT_SECS = 14 * 3600;
