import { addFirstColumn } from './derived-column.ts';
import type { CsvTable } from './import-result.ts';
import type { TableFormat } from './table-format.ts';

/**
 * The files of Samsung Health's "Download personal data". Their first line is about the file, and some names have the type of
 * data in front of them: "com.samsung.health.sleep.start_time". Times are in UTC, beside the local offset. Seen in exports
 * that are published on GitHub, 2026-11-29.
 */
export const SAMSUNG_TABLE_FORMATS: readonly TableFormat[] = [
  samsungFormat([named('start time'), named('weight')], {
    columns: [
      [/^weight$/, 'weight'],
      [/^body fat$/, 'bodyFat'],
      [/^comment$/, 'comments'],
    ],
  }),
  samsungFormat(
    [named('start time'), named('end time'), named('(sleep score|sleep duration|efficiency|has sleep data)')],
    {
      // A night counts for the day on which it ends.
      timeName: 'end_time',
      columns: [
        [/^asleep$/, 'sleepSecs', 'min'],
        [/^sleep duration$/, 'handled'],
        [/^sleep score$/, 'sleepScore'],
      ],
    },
  ),
  samsungFormat([named('count'), named('day time')], { timeName: 'day_time', columns: [[/^count$/, 'steps']] }),
  samsungFormat([named('step count'), named('day time')], {
    timeName: 'day_time',
    columns: [[/^step count$/, 'steps']],
  }),
  samsungFormat([named('count'), named('start time'), named('calorie')], { columns: [[/^count$/, 'steps']] }),
  samsungFormat([named('amount'), named('unit amount'), named('start time')], {
    columns: [[/^amount$/, 'hydrationVolume', 'ml']],
  }),
  samsungFormat([named('carbohydrate'), named('protein'), named('total fat'), named('start time')], {
    columns: [
      [/^calorie$/, 'kcalConsumed'],
      [/^carbohydrate$/, 'carbohydrates'],
      [/^protein$/, 'protein'],
      [/^total fat$/, 'fatTotal'],
    ],
  }),
  samsungFormat([named('systolic'), named('diastolic'), named('start time')], {
    columns: [
      [/^systolic$/, 'systolic'],
      [/^diastolic$/, 'diastolic'],
    ],
  }),
  samsungFormat([named('glucose'), named('start time')], { columns: [[/^glucose$/, 'bloodGlucose']] }),
  samsungFormat([named('(spo2|heart rate|stage)'), named('start time')], {
    columns: [[/./, 'handled']],
    excludedRows: [/^start time$/, /(?:)/, 'raw-readings'],
  }),
];

function named(name: string): RegExp {
  return new RegExp(`^${name}$`);
}

function samsungFormat(
  columns: readonly RegExp[],
  { timeName = 'start_time', ...details }: Pick<TableFormat, 'columns' | 'excludedRows'> & { timeName?: string },
): TableFormat {
  return {
    kind: 'samsung',
    requiredColumns: [...columns, named('(datauuid|deviceuuid|pkg name|time offset)')],
    dayColumns: [/^local time$/],
    rowsAddUp: true,
    prepare: table => addLocalTime(stripTypes(table), timeName),
    ...details,
  };
}

const stripTypes = (table: CsvTable): CsvTable => ({
  ...table,
  header: table.header.map(name => name.replace(/^com\.samsung\.s?health\.[a-z_.]*\./, '')),
});

/** Adds the time in the offset of its row, and the minutes asleep of a night, which older exports state by its times only. */
function addLocalTime(table: CsvTable, timeName: string): CsvTable {
  const [time, offset, start, end, minutes] = [timeName, 'time_offset', 'start_time', 'end_time', 'sleep_duration'].map(
    name => table.header.indexOf(name),
  );
  const getTime = (cells: readonly string[], column = -1) => Date.parse(`${(cells[column] ?? '').replace(' ', 'T')}Z`);
  const withTime = addFirstColumn(table, 'Local time', ({ cells }) => {
    const ms = getTime(cells, time) + parseOffsetMs(cells[offset ?? -1] ?? '');
    return Number.isNaN(ms) ? (cells[time ?? -1] ?? '') : new Date(ms).toISOString().slice(0, 19);
  });
  if (timeName !== 'end_time') return withTime;
  // The first column is new, so that all others are one to the right.
  return addFirstColumn(withTime, 'Asleep (min)', ({ cells: [, ...cells] }) => {
    const written = (cells[minutes ?? -1] ?? '').trim();
    const between = (getTime(cells, end) - getTime(cells, start)) / 60_000;
    return written !== '' || !(between > 0) ? written : String(Math.round(between));
  });
}

/** Milliseconds of "UTC+0200"; NaN for another text. */
function parseOffsetMs(text: string): number {
  const [, sign, hours, minutes] = /^UTC([+-])(\d\d):?(\d\d)$/.exec(text.trim()) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
}
