import type { MeasurementTime } from './date-column.ts';
import type { SourceLocation } from './import-result.ts';
import type { WellnessKey } from './wellness-fields.ts';

/** One value of one day, with its place in the file and its text. */
export interface Measurement extends MeasurementTime {
  key: WellnessKey;
  value: number | string;
  location: SourceLocation;
  text: string;
  /** Where it is a part of what adds up over the day. */
  part?: PartOfDay | undefined;
  /** Where the other parts are that were added. */
  locations?: readonly SourceLocation[];
}

/** What a measurement of a part of a day adds to its total. */
export interface PartOfDay {
  /** The amount before it was rounded. */
  amount: number;
  /** What counted it: a phone and a watch count the same steps. */
  source: string;
  /** Whether it is the total of the other rows of the day. */
  isTotal: boolean;
  /** Whether it is a sleep at another time than at night. */
  isNap: boolean;
}
