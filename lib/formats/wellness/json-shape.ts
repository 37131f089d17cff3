import type { RejectionReason, WellnessExportKind } from './import-result.ts';
import type { WellnessKey } from './wellness-fields.ts';

/** An object of a JSON export or API, known by what it has. Paths go through objects: "score.resting_heart_rate". */
export interface JsonShape {
  kind: WellnessExportKind;
  /** Paths that are there. */
  requiredPaths: readonly string[];
  dayPath?: string;
  /** Of the local time, where `day` is a moment in UTC: "+01:00". */
  offsetPath?: string;
  /** Of a time, where `day` has none. */
  timePath?: string;
  /** Several paths with a plus between them are added up; one with a question mark may be missing. */
  values: Readonly<Record<string, WellnessKey | readonly [WellnessKey, unit: string]>>;
  /** Numbers that look like a value and are none. */
  rejected?: Readonly<Record<string, RejectionReason>>;
  /** Counts only where the path is this value. */
  condition?: readonly [path: string, value: string | boolean, reason: RejectionReason];
}
