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
    const name = JSON.stringify([key, day, location.file, location.column]);
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
    else yield* this.#sum(any?.key === 'steps' ? withoutRepeats(group) : group.map(toOneSource));
  }

  *#addUpNight(group: readonly Part[]): Generator<Measurement> {
    const hasMorning = group.some(({ minutes }) => minutes !== undefined && minutes < NOON);
    const isNap = ({ minutes, part }: Part) =>
      part.isNap || (hasMorning && minutes !== undefined && minutes >= NOON && minutes < EVENING);
    for (const { location, text } of group.filter(isNap)) this.#reject(location, text, 'nap');
    const stretches = withoutRepeats(group.filter(part => !isNap(part)));
    const amounts = sumBySource(stretches);
    // Longer than any night: several recordings of it. One of them counts, as of any other measurement.
    if (getMost(amounts) > LONGEST_NIGHT_SECS) yield* stretches.map(({ part: _, ...single }) => single);
    else yield* this.#sum(stretches);
  }

  /** The sum of the source that counted most. */
  *#sum(parts: readonly Part[]): Generator<Measurement> {
    const [first, ...others] = parts;
    const field = first && getWellnessField(first.key);
    if (!first || !field) return;
    const { part: _, ...single } = first;
    if (others.length === 0) {
      yield single;
      return;
    }
    const value = roundForField(field, getMost(sumBySource(parts)), true);
    yield { ...single, value, locations: others.map(({ location }) => location) };
  }
}

/** No device counts food: its source is where it comes from. */
const toOneSource = (part: Part): Part => ({ ...part, part: { ...part.part, source: '' } });

function sumBySource(parts: readonly Part[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { part } of parts) sums.set(part.source, (sums.get(part.source) ?? 0) + part.amount);
  return sums;
}

/** The largest sum. Spreading them into `Math.max` would overflow the stack of a file with a million sources. */
const getMost = (sums: ReadonlyMap<string, number>): number =>
  [...sums.values()].reduce((most, next) => Math.max(most, next), 0);

/** No device counts exactly the same twice: such a row is repeated in the file. */
function withoutRepeats(parts: readonly Part[]): Part[] {
  const seen = new Set<string>();
  return parts.filter(({ part: { amount, source }, minutes }) => {
    const name = JSON.stringify([source, minutes, amount]);
    return !seen.has(name) && seen.add(name);
  });
}

const NOON = 12 * 60;
const EVENING = 20 * 60;
const LONGEST_NIGHT_SECS = 14 * 3600;
