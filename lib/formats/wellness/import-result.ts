import type { CalendarDate } from '../../platform/calendar-date.ts';
import type { ColumnMapping } from './column-mapping.ts';
import type { WellnessKey } from './wellness-fields.ts';

/** What a file of somebody else's says about days. Nothing of it is dropped silently. */
export interface WellnessImport {
  kind: WellnessExportKind;
  /** One a day, oldest first. */
  days: ImportedDay[];
  rejected: RejectedItem[];
  /** Only of a table that nobody knows: `rows` are what the proposed mapping makes of it. */
  unknownTable?: { table: CsvTable; mapping: ColumnMapping };
}

/** Whose export a file is. */
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
  | 'hrv4training'
  | 'elite-hrv'
  | 'apple-health'
  | 'rr-recording'
  | 'archive'
  | 'unknown-table'
  | 'unknown-json';

export interface ImportedDay {
  day: CalendarDate;
  /** In the API's keys and units. */
  values: Partial<Record<WellnessKey, number | string>>;
  /** Where in the file they stand. */
  locations: SourceLocation[];
}

/** Where in a file something stands; only the parts that make sense there. */
export interface SourceLocation {
  /** Of the archive that was chosen. */
  file?: string | undefined;
  /** Of the text, counted from 1. */
  line?: number | undefined;
  /** Its name as written, or the path within JSON. */
  column?: string | undefined;
}

/** Something in a file that leads to no value, and why. */
export interface RejectedItem {
  location: SourceLocation;
  /** As written, shortened. */
  text: string;
  reason: RejectionReason;
  /** How many of them there are, where they are not told one by one. */
  count?: number;
}

/** Why something in a file leads to no value. */
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** All of them, so that there are words for each. */
export const REJECTION_REASONS = [
  /** Intervals.icu has no field for it. */
  'no-field',
  /** A column of an unknown table for which no field is chosen. */
  'not-mapped',
  /** Intervals.icu works it out itself. */
  'read-only',
  /** No file may close days to every later change. */
  'lock-not-importable',
  /** The row has values, none of them for Intervals.icu. */
  'no-usable-values',
  'no-date',
  /** Day or month may come first: no row of the table tells. */
  'ambiguous-date',
  'future-date',
  'no-number',
  'unknown-unit',
  'unknown-word',
  /** A scale of its own: no step of it is honestly one of ours. */
  'different-scale',
  /** Another measurement of the same day was taken. */
  'duplicate-day',
  /** Says something about several days. */
  'covers-several-days',
  'nap',
  /** Of a reading at some other time than in the morning. */
  'not-a-morning-reading',
  /** Single heartbeats or minutes: no value of a day without an analysis that we do not make. */
  'raw-readings',
  /** A file within the archive that is larger than a life in days. */
  'too-large',
  /** Quotes, checksums or ends that are not as they should be. */
  'damaged',
] as const;

/** Rows of cells, as written. */
export interface CsvTable {
  header: string[];
  rows: { line: number; cells: string[] }[];
  delimiter: string;
}

/** What has to be known to make days of what is written. */
export interface DateContext {
  /** The athlete's: moments without a place of their own become days in it. IANA, "Europe/Berlin". */
  timezone: string;
  /** Tells the year where none is written. */
  today: CalendarDate;
}

const MAX_EXCERPT_LENGTH = 80;

/** Text that is short enough to be shown. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MAX_EXCERPT_LENGTH ? line : `${line.slice(0, MAX_EXCERPT_LENGTH - 1)}…`;
}
