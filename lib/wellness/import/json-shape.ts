import type { WellnessKey } from '../fields.ts';
import type { Reason, WellnessSource } from './imported.ts';

/** An object of a JSON export or API, known by what it has. Paths go through objects: "score.resting_heart_rate". */
export interface JsonShape {
  source: WellnessSource;
  /** Paths that are there. */
  marks: readonly string[];
  day?: string;
  /** Of the local time, where `day` is a moment in UTC: "+01:00". */
  offset?: string;
  /** Of a time, where `day` has none. */
  time?: string;
  /** Several paths with a plus between them are added up; one with a question mark may be missing. */
  values: Readonly<Record<string, WellnessKey | readonly [WellnessKey, unit: string]>>;
  /** Numbers that look like a value and are none. */
  left?: Readonly<Record<string, Reason>>;
  /** Counts only where the path is this value. */
  only?: readonly [path: string, value: string | boolean, why: Reason];
}
