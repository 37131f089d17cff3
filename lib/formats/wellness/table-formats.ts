import { APP_TABLE_FORMATS } from './app-table-formats.ts';
import type { CsvTable } from './import-result.ts';
import { SAMSUNG_TABLE_FORMATS } from './samsung-table-formats.ts';
import type { TableFormat } from './table-format.ts';
import { type WellnessKey, wellnessFields } from './wellness-fields.ts';
import { WITHINGS_TABLE_FORMATS } from './withings-table-formats.ts';

/** A table with one number for each day. Its columns have the names of the API. */
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

/** The files of Oura's account export (https://cloud.ouraring.com/v2/docs has the names). */
const OURA_TABLE_FORMATS: readonly TableFormat[] = [
  {
    kind: 'oura-api',
    requiredColumns: [/^day$/, /^average hrv$/, /^total sleep duration$/],
    dayColumns: [/^day$/],
    rowsAddUp: true,
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
  // The columns of the sleep scores also occur in other tables, so the file's name is needed.
  dailyFormat(/^score$/, /^score$/, 'sleepScore', { fileName: /daily_?sleep(?!_?time)/i }),
];

/** Blood oxygen is a plain number or `{"average": 97.4}`. */
function unwrapAverages(table: CsvTable): CsvTable {
  return {
    ...table,
    rows: table.rows.map(row => ({
      ...row,
      cells: row.cells.map(cell => /^\{"average": ?([\d.]+)\}$/.exec(cell.trim())?.[1] ?? cell),
    })),
  };
}

/** Older versions of the app write the time asleep without a total. */
function nameTotalSleep(table: CsvTable): CsvTable {
  const hasTotal = table.header.some(name => /^sleep analysis \[total\]/i.test(name));
  const rename = (name: string) => name.replace(/^(sleep analysis )\[asleep\]/i, '$1[total]');
  return hasTotal ? table : { ...table, header: table.header.map(rename) };
}

/** All known tables; the first match counts. */
export const TABLE_FORMATS: readonly TableFormat[] = [
  {
    kind: 'garmin-sleep',
    requiredColumns: [/^(avg )?score$/, /^(avg )?duration$/, /^(avg )?(bedtime|sleep need)$/],
    dayColumns: [/^(sleep score|date)/],
    columns: [
      [/^score$/, 'sleepScore'],
      [/^resting heart rate$/, 'restingHR'],
      [/^pulse ox$/, 'spO2'],
      [/^respiration$/, 'respiration'],
      // Garmin's HRV status is a mean of seven nights, and newer exports say so. The value of the night is in another report.
      [/^(hrv status|7 day average hrv)$/, 'covers-several-days'],
      [/^quality$/, 'sleepQuality'],
      [/^duration$/, 'sleepSecs'],
    ],
  },
  {
    // The report of one night.
    kind: 'garmin-sleep',
    requiredColumns: [/^date$/, /^sleep score$/, /^sleep score factors$/],
    dayColumns: [/^date$/],
    columns: [
      [/^sleep score$/, 'sleepScore'],
      [/^sleep duration$/, 'sleepSecs'],
      [/^quality$/, 'sleepQuality'],
      [/^resting heart rate$/, 'restingHR'],
      [/^avg overnight heart rate$/, 'avgSleepingHR'],
      [/^avg overnight hrv$/, 'hrv'],
      [/^7d avg hrv$/, 'covers-several-days'],
      [/^avg spo[2₂]$/, 'spO2'],
      [/^avg respiration$/, 'respiration'],
    ],
  },
  {
    kind: 'garmin-hrv',
    requiredColumns: [/^overnight hrv$/],
    dayColumns: [/^(date|)$/],
    columns: [
      [/^overnight hrv$/, 'hrv'],
      [/^(baseline|7d avg)$/, 'covers-several-days'],
    ],
  },
  {
    kind: 'garmin-daily',
    requiredColumns: [/^$/, /^actual$/, /^goal$/],
    dayColumns: [/^$/],
    columns: [[/^actual$/, 'steps']],
    isDaily: true,
  },
  {
    kind: 'garmin-daily',
    requiredColumns: [/^$/, /^resting (hr|heart rate)$/],
    dayColumns: [/^$/],
    columns: [[/^resting (hr|heart rate)$/, 'restingHR']],
    isDaily: true,
  },
  {
    kind: 'oura-trends',
    requiredColumns: [
      /^date$/,
      /^(average hrv|readiness score|activity score)$/,
      /^(total sleep duration|lowest resting heart rate|steps)$/,
    ],
    dayColumns: [/^date$/],
    columns: [
      [/^sleep score$/, 'sleepScore'],
      [/^total sleep (duration|time)$/, 'sleepSecs'],
      [/^lowest resting heart rate$/, 'restingHR'],
      [/^average resting heart rate$/, 'avgSleepingHR'],
      [/^average hrv$/, 'hrv'],
      [/^respiratory rate$/, 'respiration'],
      [/^readiness score$/, 'readiness'],
      [/^steps$/, 'steps'],
    ],
  },
  {
    // Header rows seen in exports in English, German and Spanish, 2024 to 2026.
    kind: 'whoop',
    requiredColumns: [/^(cycle start time|startzeit des zyklus|hora de inicio del ciclo)$/],
    dayColumns: [
      /^(wake onset|beginn des aufwachens|inicio de la vigilia)$/,
      // A cycle ends when the next night begins, on the day that it describes.
      /^(cycle end time|endzeit des zyklus|hora de finalizacion del ciclo)$/,
    ],
    columns: [
      [/^(recovery score|erholungswert|puntuacion de recuperacion)$/, 'readiness'],
      [/^(resting heart rate|ruheherzfrequenz|frecuencia cardiaca en reposo)$/, 'restingHR'],
      [/^(heart rate variability|hrv rmssd|herzfrequenzvariabilitat|variabilidad de la frecuencia cardiaca)$/, 'hrv'],
      [/^(blood oxygen|blutsauerstoff|oxigeno en sangre)$/, 'spO2'],
      [/^(sleep performance|schlafleistung|calificacion del sueno|rendimiento del sueno)$/, 'sleepScore'],
      [/^(respiratory rate|atemfrequenz|frecuencia respiratoria)$/, 'respiration'],
      [/^(asleep duration|sleep duration|schlafdauer|duracion del sueno)$/, 'sleepSecs', 'min'],
      [/^(cycle start time|startzeit des zyklus|hora de inicio del ciclo)$/, 'handled'],
    ],
    excludedRows: [/^(nap|nickerchen|siesta)$/, /^(true|1|yes|ja|s[ií])$/i, 'nap'],
  },
  ...OURA_TABLE_FORMATS,
  ...WITHINGS_TABLE_FORMATS,
  {
    kind: 'hrv4training',
    requiredColumns: [/^rmssd$/, /^(avnn|hrv4t recovery points|mental energy)$/],
    dayColumns: [/^date$/, /^timestamp measurement$/],
    // Its Android app writes 2026-30-07.
    isDayOftenFirst: true,
    columns: [
      [/^hr$/, 'restingHR'],
      [/^rmssd$/, 'hrv'],
      [/^sdnn$/, 'hrvSDNN'],
      [/^sleep time$/, 'sleepSecs', 'h'],
      [/^lactate$/, 'lactate'],
      [/^vo2 ?max$/, 'vo2max'],
      [
        /^(sleep quality|muscle soreness|fatigue|mental energy|physical condition|hrv4t recovery points)$/,
        'different-scale',
      ],
      [/^notes?$/, 'comments'],
    ],
  },
  {
    kind: 'elite-hrv',
    requiredColumns: [/^date time start$/, /^rmssd$/],
    dayColumns: [/^date time start$/],
    columns: [
      [/^rmssd$/, 'hrv'],
      [/^sdnn$/, 'hrvSDNN'],
      [/^hr$/, 'restingHR'],
      [/^morning readiness$/, 'readiness'],
      [/^hrv$/, 'different-scale'],
      [/^notes$/, 'comments'],
    ],
    excludedRows: [/^type$/, /^(?!.*readiness)./i, 'not-a-morning-reading'],
  },
  {
    // Apple Health measures heart rate variability as SDNN, even where an exporter only calls it HRV
    // (https://developer.apple.com/documentation/healthkit/hkquantitytypeidentifier/heartratevariabilitysdnn).
    kind: 'apple-health',
    requiredColumns: [/^date(\/time)?$/, /^(heart rate|sleep analysis) \[(min|avg|total|asleep|in bed)\]$/],
    dayColumns: [/^date/],
    // Also by the hour.
    rowsAddUp: true,
    prepare: nameTotalSleep,
    columns: [
      [/^weight( & body mass)?$/, 'weight'],
      [/^body fat percentage$/, 'bodyFat'],
      [/^resting heart rate$/, 'restingHR'],
      [/^heart rate variability( \(?sdnn\)?)?$/, 'hrvSDNN'],
      [/^heart rate variability \(?rmssd\)?$/, 'hrv'],
      [/^blood oxygen saturation$/, 'spO2'],
      [/^respiratory rate$/, 'respiration'],
      [/^vo2 max/, 'vo2max'],
      [/^sleep analysis \[total\]$/, 'sleepSecs', 'h'],
      [/^step count$/, 'steps'],
      [/^dietary energy$/, 'kcalConsumed'],
      [/^carbohydrates$/, 'carbohydrates'],
      [/^protein$/, 'protein'],
      [/^total fat$/, 'fatTotal'],
      [/^dietary water$/, 'hydrationVolume'],
      [/^blood pressure \[systolic\]$/, 'systolic'],
      [/^blood pressure \[diastolic\]$/, 'diastolic'],
      [/^blood glucose$/, 'bloodGlucose'],
    ],
  },
  {
    // Its table of 2017.
    kind: 'elite-hrv',
    requiredColumns: [/^datetime$/, /^rmssd$/, /^(score|rolling avg hrv)$/],
    dayColumns: [/^datetime$/],
    columns: [
      [/^rmssd$/, 'hrv'],
      [/^sdnn$/, 'hrvSDNN'],
      [/^hr$/, 'restingHR'],
      [/^score$/, 'readiness'],
      [/^hrv$/, 'different-scale'],
    ],
    excludedRows: [/^type$/, /^(?!.*readiness)./i, 'not-a-morning-reading'],
  },
  ...SAMSUNG_TABLE_FORMATS,
  ...APP_TABLE_FORMATS,
  {
    kind: 'rr-recording',
    requiredColumns: [/^(rri|rr[ -]?intervals?|ibi)$/],
    dayColumns: [],
    columns: [[/./, 'handled']],
    excludedRows: [/^(rri|rr[ -]?intervals?|ibi)$/, /(?:)/, 'raw-readings'],
  },
  intervalsFormat([/^(ctl|atl|ramprate|sleepsecs|hrvsdnn|kcalconsumed|avgsleepinghr)$/]),
  // Other programs have a "RestingHR" too, next to columns that the athlete could map: all columns must be Intervals.icu's.
  intervalsFormat(
    [/^(restinghr|sleepquality|spo2)$/],
    new RegExp(`^(date|${wellnessFields.map(({ key }) => key.toLowerCase()).join('|')})$`),
  ),
];

function intervalsFormat(marks: readonly RegExp[], allowedColumns?: RegExp): TableFormat {
  return {
    kind: 'intervals',
    requiredColumns: [/^(date|id)$/, ...marks],
    ...(allowedColumns && { allowedColumns }),
    dayColumns: [/^(date|id)$/],
    hasExportedTexts: true,
    columns: wellnessFields.map(({ key }) => [new RegExp(`^${key.toLowerCase()}$`), key] as const),
  };
}
