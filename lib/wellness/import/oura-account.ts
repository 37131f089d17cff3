import type { WellnessKey } from '../fields.ts';
import type { Table } from './imported.ts';
import type { TableFormat } from './table-format.ts';

/** A table of the account's data with one number of each day. Its columns are called as in the API. */
const daily = (
  mark: RegExp,
  column: RegExp,
  key: WellnessKey,
  facts?: Pick<TableFormat, 'file' | 'prepare'>,
): TableFormat => ({
  source: 'oura-api',
  marks: [/^day$/, mark],
  days: [/^day$/],
  columns: [[column, key]],
  ...facts,
});

/** The files of Oura's account export. */
export const OURA_ACCOUNT: readonly TableFormat[] = [
  {
    source: 'oura-api',
    marks: [/^day$/, /^average hrv$/, /^total sleep duration$/],
    days: [/^day$/],
    columns: [
      [/^average hrv$/, 'hrv'],
      [/^lowest heart rate$/, 'restingHR'],
      [/^average heart rate$/, 'avgSleepingHR'],
      [/^average breath$/, 'respiration'],
      [/^total sleep duration$/, 'sleepSecs'],
    ],
    refuse: [/^type$/, /^(?!long sleep|long_sleep)./, 'nap'],
  },
  daily(/^temperature deviation$/, /^score$/, 'readiness'),
  daily(/^equivalent walking distance$/, /^steps$/, 'steps'),
  daily(/^spo2 percentage$/, /^spo2 percentage$/, 'spO2', { prepare: withoutBraces }),
  daily(/^vo2 max$/, /^vo2 max$/, 'vo2max'),
  // The scores of sleep stand in columns that other tables have as well.
  daily(/^score$/, /^score$/, 'sleepScore', { file: /daily_?sleep(?!_?time)/i }),
];

/** A share of oxygen comes bare, or as `{"average": 97.4}`. */
function withoutBraces(table: Table): Table {
  return {
    ...table,
    rows: table.rows.map(row => ({
      ...row,
      cells: row.cells.map(cell => /^\{"average": ?([\d.]+)\}$/.exec(cell.trim())?.[1] ?? cell),
    })),
  };
}
