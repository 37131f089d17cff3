import type { ParserContext } from './day-collector.ts';
import type { RejectionReason, WellnessExportKind } from './import-result.ts';
import type { DateOrder } from './parse-date.ts';
import type { WellnessKey } from './wellness-fields.ts';

/** An object of a JSON export or API, recognized by its properties. Paths lead through objects: "score.resting_heart_rate". */
export interface JsonShape {
  kind: WellnessExportKind;
  /** Paths that an object of this shape has. */
  requiredPaths: readonly string[];
  dayPath?: string;
  /** Which number of a date comes first, where the year is last. */
  dateOrder?: DateOrder;
  /** The path of the local UTC offset, "+01:00", where the day is a time in UTC. */
  offsetPath?: string;
  /** The path of the time of day, where the day has none. */
  timePath?: string;
  /** Where a day may have several stretches of sleep, which add up: the end of one in seconds since 1970, its time zone and its device. */
  stretch?: { endPath: string; timezonePath: string; sourcePath: string };
  /** Paths joined by a plus are added up; one with a question mark may be missing. */
  values: Readonly<Record<string, WellnessKey | readonly [WellnessKey, unit: JsonUnit]>>;
  /** Numbers that look like a value of the day but are not. */
  rejected?: Readonly<Record<string, RejectionReason>>;
  /** The object is rejected with the reason unless the path has this value, or a text of this form. */
  condition?: readonly [path: string, value: string | boolean | RegExp, reason: RejectionReason];
}

/** What parsers of JSON take. */
export interface JsonContext extends ParserContext {
  /** The path of the object within the document. */
  path: string;
}

/** The unit of a number, or the form of a duration: "PT7H40M" (ISO 8601). */
export type JsonUnit = 'g' | 'lb' | 'ms' | 'min' | 'ISO 8601';
