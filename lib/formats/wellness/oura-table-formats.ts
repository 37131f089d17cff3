import type { CsvTable } from './import-result.ts';
import type { TableFormat } from './table-format.ts';
import type { WellnessKey } from './wellness-fields.ts';

/** A table of the account's data with one number of each day. Its columns are called as in the API. */
const dailyFormat = (
  requiredColumn: RegExp,
  column: RegExp,
  key: WellnessKey,
  details?: Pick<TableFormat, 'fileName' | 'prepare'>,
): TableFormat => ({
  kind: 'oura-api',
  requiredColumns: [/^day$/, requiredColumn],
  dayColumns: [/^day$/],
  columns: [[column, key]],
  ...details,
});

/** The files of Oura's account export. */
export const OURA_TABLE_FORMATS: readonly TableFormat[] = [
  {
    kind: 'oura-api',
    requiredColumns: [/^day$/, /^average hrv$/, /^total sleep duration$/],
    dayColumns: [/^day$/],
    columns: [
      [/^average hrv$/, 'hrv'],
      [/^lowest heart rate$/, 'restingHR'],
      [/^average heart rate$/, 'avgSleepingHR'],
      [/^average breath$/, 'respiration'],
      [/^total sleep duration$/, 'sleepSecs'],
    ],
    excludedRows: [/^type$/, /^(?!long sleep|long_sleep)./, 'nap'],
  },
  dailyFormat(/^temperature deviation$/, /^score$/, 'readiness'),
  dailyFormat(/^equivalent walking distance$/, /^steps$/, 'steps'),
  dailyFormat(/^spo2 percentage$/, /^spo2 percentage$/, 'spO2', { prepare: unwrapAverages }),
  dailyFormat(/^vo2 max$/, /^vo2 max$/, 'vo2max'),
  // The scores of sleep stand in columns that other tables have as well.
  dailyFormat(/^score$/, /^score$/, 'sleepScore', { fileName: /daily_?sleep(?!_?time)/i }),
];

/** A share of oxygen comes bare, or as `{"average": 97.4}`. */
function unwrapAverages(table: CsvTable): CsvTable {
  return {
    ...table,
    rows: table.rows.map(row => ({
      ...row,
      cells: row.cells.map(cell => /^\{"average": ?([\d.]+)\}$/.exec(cell.trim())?.[1] ?? cell),
    })),
  };
}
