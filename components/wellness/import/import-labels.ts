import { i18n } from '#i18n';
import type { NamedRejectedItem } from '../../../lib/features/wellness/import-plan.ts';
import type { RejectionReason, WellnessExportKind } from '../../../lib/formats/wellness/import-result.ts';
import { formatNumber } from '../../../lib/platform/format.ts';

/** The name of the program or format that a file comes from. */
export const getExportKindLabel = (source: WellnessExportKind): string => EXPORT_KIND_LABELS[source]();

/** The text for a reason why something in a file is not imported. */
export const getRejectionReasonLabel = (reason: RejectionReason): string => REJECTION_REASON_LABELS[reason]();

/** A place in a file, "export.xml, line 12, Weight". */
export function getSourceLocationLabel({ name, location: { file, line, column } }: NamedRejectedItem): string {
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
  'withings-api': withings,
  fitbit: () => 'Fitbit',
  polar: () => 'Polar',
  'health-auto-export': () => 'Health Auto Export',
  hrv4training: () => 'HRV4Training',
  'elite-hrv': () => 'Elite HRV',
  'apple-health': () => 'Apple Health',
  samsung: () => 'Samsung Health',
  zepp: () => 'Zepp',
  'mi-fitness': () => 'Mi Fitness',
  cronometer: () => 'Cronometer',
  myfitnesspal: () => 'MyFitnessPal',
  openscale: () => 'openScale',
  libra: () => 'Libra',
  beurer: () => 'Beurer',
  'rr-recording': () => i18n.t('import.source.rr'),
  archive: () => i18n.t('import.source.archive'),
  'unknown-table': () => i18n.t('import.source.table'),
  'unknown-json': () => i18n.t('import.source.json'),
};

const REJECTION_REASON_LABELS: Record<RejectionReason, () => string> = {
  'no-field': () => i18n.t('import.reason.noField'),
  'not-mapped': () => i18n.t('import.reason.notMapped'),
  'read-only': () => i18n.t('import.reason.readOnly'),
  'lock-not-importable': () => i18n.t('import.reason.lockNotImportable'),
  'no-usable-values': () => i18n.t('import.reason.noUsableValues'),
  'table-in-archive': () => i18n.t('import.reason.tableInArchive'),
  'not-logged': () => i18n.t('import.reason.notLogged'),
  'no-date': () => i18n.t('import.reason.noDate'),
  'ambiguous-date': () => i18n.t('import.reason.ambiguousDate'),
  'future-date': () => i18n.t('import.reason.futureDate'),
  'no-number': () => i18n.t('import.reason.noNumber'),
  'unknown-unit': () => i18n.t('import.reason.unknownUnit'),
  'unknown-word': () => i18n.t('import.reason.unknownWord'),
  'different-scale': () => i18n.t('import.reason.differentScale'),
  'duplicate-day': () => i18n.t('import.reason.duplicateDay'),
  'covers-several-days': () => i18n.t('import.reason.coversSeveralDays'),
  nap: () => i18n.t('import.reason.nap'),
  'not-a-morning-reading': () => i18n.t('import.reason.notAMorningReading'),
  'raw-readings': () => i18n.t('import.reason.rawReadings'),
  'too-large': () => i18n.t('import.reason.tooLarge'),
  damaged: () => i18n.t('import.reason.damaged'),
};
