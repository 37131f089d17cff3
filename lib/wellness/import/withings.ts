import { readHeading } from './headers.ts';
import type { Table } from './imported.ts';
import type { TableFormat } from './table-format.ts';
import { withColumn } from './with-column.ts';

const WEIGHT = /^(weight|gewicht|poids|peso)$/;
const FAT_MASS = /^(fat mass|fettmasse|masse grasse|masa grasa|massa grassa|vetmassa|massa gorda)$/;
const LIGHT = /^(light( sleep)?|leicht|leger|ligero|leggero|licht|leve)$/;
const DEEP = /^(deep( sleep)?|tief|profond|profundo|profondo|diep)$/;
const REM = /^rem( sleep)?$/;

/** Withings exports the mass of fat; Intervals.icu wants its share. To a tenth, as scales show it. */
const withBodyFat = (table: Table): Table =>
  withColumn(
    table,
    'Body fat (%)',
    [WEIGHT, FAT_MASS],
    (weight, fat) => Math.round((fat / weight) * 1000) / 10,
  );

/** Withings exports the stages of a night; asleep is what they add up to. Older devices know no REM. */
function withSleep(table: Table): Table {
  const knowsRem = table.header.some(name => REM.test(readHeading(name).name));
  const stages = knowsRem ? [LIGHT, DEEP, REM] : [LIGHT, DEEP];
  return withColumn(table, 'Asleep (s)', stages, (...secs) => secs.reduce((sum, stage) => sum + stage));
}

const COMMENTS = /^(comments|kommentare|commentaires|comentarios|commenti|opmerkingen)$/;
const DATE = /^(date|datum|fecha|data)/;

/** The files of Withings' export, whose columns are in the language of the account. */
export const WITHINGS: readonly TableFormat[] = [
  {
    source: 'withings-weight',
    marks: [WEIGHT, FAT_MASS],
    days: [DATE],
    columns: [
      [WEIGHT, 'weight'],
      [FAT_MASS, 'used'],
      [/^body fat$/, 'bodyFat'],
      [COMMENTS, 'comments'],
    ],
    prepare: withBodyFat,
  },
  {
    source: 'withings-blood-pressure',
    marks: [/^systol|^sistol/, /^diastol/],
    // Whose table has more is somebody else's.
    only: new RegExp(
      `${DATE.source}|^(sys|sis|dias)tol|^(heart rate|herzfrequenz|puls|frequence cardiaque|frecuencia cardiaca|frequenza cardiaca|hartslag)$|${COMMENTS.source}`,
    ),
    days: [DATE],
    columns: [
      [/^systol|^sistol/, 'systolic'],
      [/^diastol/, 'diastolic'],
      [COMMENTS, 'comments'],
    ],
  },
  {
    source: 'withings-sleep',
    marks: [/^(to|bis|au|a|tot)$/, LIGHT, DEEP],
    days: [/^(to|bis|au|a|tot)$/],
    columns: [
      [/^(from|von|de|du|da|van)$/, 'used'],
      [LIGHT, 'used'],
      [DEEP, 'used'],
      [REM, 'used'],
      [/^asleep$/, 'sleepSecs'],
      [/^average heart rate$/, 'avgSleepingHR'],
    ],
    prepare: withSleep,
  },
  {
    source: 'withings-raw',
    marks: [/^start$/, /^duration$/, /^value$/],
    days: [/^start$/],
    columns: [[/./, 'used']],
    refuse: [/^start$/, /(?:)/, 'raw-readings'],
  },
  {
    source: 'withings-raw',
    marks: [/^date$/, /^value$/],
    file: /aggregates_steps/i,
    days: [/^date$/],
    columns: [[/^value$/, 'steps']],
  },
];
