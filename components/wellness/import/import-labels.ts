import { i18n } from '#i18n';
import type { NamedRejectedItem } from '../../../lib/features/wellness/import-plan.ts';
import type { RejectionReason, WellnessExportKind } from '../../../lib/formats/wellness/import-result.ts';
import { formatNumber } from '../../../lib/platform/format.ts';

/** Whose export a file is. */
export const getExportKindLabel = (source: WellnessExportKind): string => EXPORT_KIND_LABELS[source]();

/** Why something in a file leads to no value. */
export const getRejectionReasonLabel = (reason: RejectionReason): string => REJECTION_REASON_LABELS[reason]();

/** "export.xml, line 12, Weight" */
export function getSourceLocationLabel({
  name,
  location: { file, line, column },
}: NamedRejectedItem): string {
  const lineWords = line === undefined ? undefined : i18n.t('import.line', { line: formatNumber(line) });
  return [name, file, lineWords, column].filter(part => part).join(', ');
}

const garmin = () => 'Garmin';
const oura = () => 'Oura';
const whoop = () => 'Whoop';
const withings = () => 'Withings';

const EXPORT_KIND_LABELS: Record<WellnessExportKind, () => string> = {
  intervals: () => 'Intervals.icu',
  'garmin-weight': garmin,
  'garmin-sleep': garmin,
  'garmin-hrv': garmin,
  'garmin-daily': garmin,
  'garmin-api': garmin,
  'oura-trends': oura,
  'oura-api': oura,
  whoop,
  'whoop-api': whoop,
  'withings-weight': withings,
  'withings-blood-pressure': withings,
  'withings-sleep': withings,
  'withings-raw': withings,
  hrv4training: () => 'HRV4Training',
  'elite-hrv': () => 'Elite HRV',
  'apple-health': () => 'Apple Health',
  'rr-recording': () => i18n.t('import.source.rr'),
  archive: () => i18n.t('import.source.archive'),
  'unknown-table': () => i18n.t('import.source.table'),
  'unknown-json': () => i18n.t('import.source.json'),
};

const REJECTION_REASON_LABELS: Record<RejectionReason, () => string> = {
  'no-field': () => i18n.t('import.why.noField'),
  'not-mapped': () => i18n.t('import.why.notMapped'),
  'read-only': () => i18n.t('import.why.readOnly'),
  'never-locks': () => i18n.t('import.why.neverLocks'),
  'nothing-of-use': () => i18n.t('import.why.nothingOfUse'),
  'no-day': () => i18n.t('import.why.noDay'),
  'ambiguous-day': () => i18n.t('import.why.ambiguousDay'),
  'future-day': () => i18n.t('import.why.futureDay'),
  'no-number': () => i18n.t('import.why.noNumber'),
  'unknown-unit': () => i18n.t('import.why.unknownUnit'),
  'unknown-word': () => i18n.t('import.why.unknownWord'),
  'other-scale': () => i18n.t('import.why.otherScale'),
  'same-day': () => i18n.t('import.why.sameDay'),
  'several-days': () => i18n.t('import.why.severalDays'),
  nap: () => i18n.t('import.why.nap'),
  'not-in-the-morning': () => i18n.t('import.why.notInTheMorning'),
  'raw-readings': () => i18n.t('import.why.rawReadings'),
  'too-large': () => i18n.t('import.why.tooLarge'),
  damaged: () => i18n.t('import.why.damaged'),
};
