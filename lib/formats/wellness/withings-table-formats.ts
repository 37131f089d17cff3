import { parseColumnHeading } from './column-heading.ts';
import { addDerivedColumn } from './derived-column.ts';
import type { CsvTable } from './import-result.ts';
import type { TableFormat } from './table-format.ts';

const WEIGHT = /^(weight|gewicht|poids|peso)$/;
const FAT_MASS = /^(fat mass|fettmasse|masse grasse|masa grasa|massa grassa|vetmassa|massa gorda)$/;
const LIGHT = /^(light( sleep)?|leicht|leger|ligero|leggero|licht|leve)$/;
const DEEP = /^(deep( sleep)?|tief|profond|profundo|profondo|diep)$/;
const REM = /^rem( sleep)?$/;

/** Adds the share of fat that Intervals.icu expects; Withings exports the mass. Rounded to a tenth, as scales show it. */
const addBodyFat = (table: CsvTable): CsvTable =>
  addDerivedColumn(table, 'Body fat (%)', [WEIGHT, FAT_MASS], (weight, fat) => Math.round((fat / weight) * 1000) / 10);

/** Adds the time asleep as the sum of the exported sleep stages. Older devices record no REM sleep. */
function addSleepDuration(table: CsvTable): CsvTable {
  const hasRem = table.header.some(name => REM.test(parseColumnHeading(name).name));
  const stages = hasRem ? [LIGHT, DEEP, REM] : [LIGHT, DEEP];
  return addDerivedColumn(table, 'Asleep (s)', stages, (...secs) => secs.reduce((sum, stage) => sum + stage));
}

const COMMENTS = /^(comments|kommentare|commentaires|comentarios|commenti|opmerkingen)$/;
const DATE = /^(date|datum|fecha|data)/;

/** The files of Withings' account export; their columns are in the language of the account. */
export const WITHINGS_TABLE_FORMATS: readonly TableFormat[] = [
  {
    kind: 'withings-weight',
    requiredColumns: [WEIGHT, FAT_MASS],
    hasUnits: true,
    dayColumns: [DATE],
    columns: [
      [WEIGHT, 'weight'],
      [FAT_MASS, 'handled'],
      [/^body fat$/, 'bodyFat'],
      [COMMENTS, 'comments'],
    ],
    prepare: addBodyFat,
  },
  {
    kind: 'withings-blood-pressure',
    requiredColumns: [/^systol|^sistol/, /^diastol/],
    // Tables of other programs have the same columns and more.
    allowedColumns: new RegExp(
      `${DATE.source}|^(sys|sis|dias)tol|^(heart rate|herzfrequenz|puls|frequence cardiaque|frecuencia cardiaca|frequenza cardiaca|hartslag)$|${COMMENTS.source}`,
    ),
    dayColumns: [DATE],
    columns: [
      [/^systol|^sistol/, 'systolic'],
      [/^diastol/, 'diastolic'],
      [COMMENTS, 'comments'],
    ],
  },
  {
    kind: 'withings-sleep',
    requiredColumns: [/^(to|bis|au|a|tot)$/, LIGHT, DEEP],
    dayColumns: [/^(to|bis|au|a|tot)$/],
    rowsAddUp: true,
    columns: [
      [/^(from|von|de|du|da|van)$/, 'handled'],
      [LIGHT, 'handled'],
      [DEEP, 'handled'],
      [REM, 'handled'],
      [/^asleep$/, 'sleepSecs'],
      [/^average heart rate$/, 'avgSleepingHR'],
    ],
    prepare: addSleepDuration,
  },
  {
    kind: 'withings-raw',
    requiredColumns: [/^start$/, /^duration$/, /^value$/],
    dayColumns: [/^start$/],
    columns: [[/./, 'handled']],
    excludedRows: [/^start$/, /(?:)/, 'raw-readings'],
  },
  {
    kind: 'withings-raw',
    requiredColumns: [/^date$/, /^value$/],
    fileName: /aggregates_steps/i,
    dayColumns: [/^date$/],
    columns: [[/^value$/, 'steps']],
  },
];
