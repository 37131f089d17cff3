import type { CalendarDate } from '../../platform/calendar-date.ts';
import type { ColumnMapping } from './column-mapping.ts';
import type { DateOrder } from './parse-date.ts';
import type { WellnessKey } from './wellness-fields.ts';

/** The days in an export of another program. Everything that is not imported is listed in `rejected`. */
export interface WellnessImport {
  kind: WellnessExportKind;
  /** One for each day, oldest first. */
  days: ImportedDay[];
  rejected: RejectedItem[];
  /** Only for a table of an unknown program: `days` are the result of this mapping. */
  unknownTable?: { table: CsvTable; mapping: ColumnMapping };
  /** Only for tables of a known program with dates whose day or month may come first: what is needed to read them again. */
  openDates?: { tables: readonly CsvTable[]; fileName: string; dateOrder?: DateOrder | undefined };
}

/** Which program and kind of export a file comes from. */
export type WellnessExportKind =
  | 'intervals'
  | 'garmin-weight'
  | 'garmin-sleep'
  | 'garmin-hrv'
  | 'garmin-daily'
  | 'garmin-api'
  | 'oura-trends'
  | 'oura-api'
  | 'whoop'
  | 'whoop-api'
  | 'withings-weight'
  | 'withings-blood-pressure'
  | 'withings-sleep'
  | 'withings-raw'
  | 'withings-api'
  | 'fitbit'
  | 'polar'
  | 'health-auto-export'
  | 'hrv4training'
  | 'elite-hrv'
  | 'apple-health'
  | 'samsung'
  | 'zepp'
  | 'mi-fitness'
  | 'cronometer'
  | 'myfitnesspal'
  | 'openscale'
  | 'libra'
  | 'beurer'
  | 'rr-recording'
  | 'archive'
  | 'unknown-table'
  | 'unknown-json';

export interface ImportedDay {
  day: CalendarDate;
  /** By the API's keys, in its units. */
  values: Partial<Record<WellnessKey, number | string>>;
  /** The rows of the file that the values come from. */
  locations: SourceLocation[];
}

/** A place in a file; only the parts that apply. */
export interface SourceLocation {
  /** The file's path in the chosen archive. */
  file?: string | undefined;
  /** The line of the text, counted from 1. */
  line?: number | undefined;
  /** The column's name as written, or the path within JSON. */
  column?: string | undefined;
}

/** Something in a file that is not imported, and why. */
export interface RejectedItem {
  location: SourceLocation;
  /** The text in the file, shortened. */
  text: string;
  reason: RejectionReason;
  /** How many there are, where they are not listed one by one. */
  count?: number;
}

/** Why something in a file is not imported. */
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** All reasons; each has a text on screen. */
export const REJECTION_REASONS = [
  /** Intervals.icu has no such field. */
  'no-field',
  /** A column of an unknown table that is not mapped to a field. */
  'not-mapped',
  /** Intervals.icu calculates the field. */
  'read-only',
  /** An import never locks days: a locked day ignores every later change. */
  'lock-not-importable',
  /** The row has values, but none for a field of Intervals.icu. */
  'no-usable-values',
  /** A table of no known program in an archive: its columns can only be matched where it is chosen alone. */
  'table-in-archive',
  /** Zeros in place of values that no living day has. */
  'not-logged',
  'no-date',
  /** The day or the month may come first, and no row of the table shows which. */
  'ambiguous-date',
  'future-date',
  'no-number',
  'unknown-unit',
  'unknown-word',
  /** A scale that cannot be converted to the steps of Intervals.icu without guessing. */
  'different-scale',
  /** Another measurement of the same day was imported. */
  'duplicate-day',
  /** A value of several days, a weekly mean for instance. */
  'covers-several-days',
  'nap',
  /** Measured at another time than in the morning. */
  'not-a-morning-reading',
  /** Single heartbeats or minutes: a value of the day would need an analysis that Musette does not do. */
  'raw-readings',
  /** A file in the archive that is larger than a lifetime of days. */
  'too-large',
  /** Unbalanced quotes, wrong checksums, or a file that is cut off. */
  'damaged',
] as const;

/** A parsed CSV file; the cells are as written. */
export interface CsvTable {
  header: string[];
  rows: { line: number; cells: string[] }[];
  delimiter: string;
  /** The lines above the header, without their delimiters. */
  preamble?: readonly string[];
}

/** What is needed to turn written dates and times into days. */
export interface DateContext {
  /** The athlete's IANA time zone, "Europe/Berlin": times in UTC become days in it. */
  timezone: string;
  /** The reference for dates without a year. */
  today: CalendarDate;
}

const MAX_EXCERPT_LENGTH = 80;

/** The text in one line, short enough to be shown. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MAX_EXCERPT_LENGTH ? line : `${line.slice(0, MAX_EXCERPT_LENGTH - 1)}…`;
}
