import { now } from '../../clock.ts';
import type { Athlete } from '../athlete.ts';
import { isReadOnly, wellnessKeys } from './fields.ts';

/** A day as the API returns it, with every key; custom fields are under their codes. */
export interface WellnessJson {
  /** The local day, `2026-04-15`. */
  readonly id: string;
  locked: boolean | null;
  /** When it was last written, `2026-04-15T16:29:54.818+00:00`. */
  updated: string;
  [field: string]: unknown;
}

/** A day and its changes. */
export type WellnessChange = Readonly<Record<string, unknown>> & { readonly id: string };

/** The wellness of every athlete, by day. */
export class WellnessDays {
  /** Whether null empties a field. Another client's author saw it ignored (2026). */
  nullClears = false;
  #days = new Map<string, WellnessJson>();

  reset(): void {
    this.#days.clear();
  }

  /** The day's record, if there is one. */
  get({ id }: Athlete, day: string): WellnessJson | undefined {
    return this.#days.get(`${id} ${day}`);
  }

  /** Copies of all of an athlete's records, the oldest day first. */
  of({ id }: Athlete): WellnessJson[] {
    return [...this.#days]
      .filter(([key]) => key.startsWith(`${id} `))
      .map(([, record]) => ({ ...record }))
      .toSorted((a, b) => a.id.localeCompare(b.id));
  }

  /** Stores a day as it is given, without the server's validation. */
  seed(athlete: Athlete, known: WellnessChange): WellnessJson {
    const record = Object.assign(this.#open(athlete, known.id), known);
    this.#days.set(`${athlete.id} ${known.id}`, record);
    return record;
  }

  /**
   * Writes what is in the change and nothing else, as the API and every device do: a locked day stays
   * as it is, and no write unlocks it; -1 unsets a number.
   */
  write(athlete: Athlete, { id, ...change }: WellnessChange): WellnessJson {
    const record = this.#open(athlete, id);
    if (record.locked) return record;
    for (const [field, value] of Object.entries(change)) {
      if (isReadOnly(field) || (value === null && !this.nullClears)) continue;
      record[field] = value === -1 ? null : value;
    }
    record.updated = stamp();
    this.#days.set(`${athlete.id} ${id}`, record);
    return record;
  }

  #open(athlete: Athlete, id: string): WellnessJson {
    return this.get(athlete, id) ?? blank(athlete, id);
  }
}

function blank({ customWellness }: Athlete, id: string): WellnessJson {
  const empty = [...wellnessKeys, ...customWellness].map(key => [key, null]);
  return {
    ...Object.fromEntries(empty),
    id,
    locked: null,
    updated: stamp(),
    tempWeight: false,
    tempRestingHR: false,
  };
}

function stamp(): string {
  return new Date(now()).toISOString().replace('Z', '+00:00');
}
