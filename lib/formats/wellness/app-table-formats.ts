import { parseColumnHeading } from './column-heading.ts';
import { addDerivedColumn, addFirstColumn } from './derived-column.ts';
import type { CsvTable } from './import-result.ts';
import type { TableFormat } from './table-format.ts';

/** The files of Zepp and Zepp Life, formerly Mi Fit. */
const ZEPP_TABLE_FORMATS: readonly TableFormat[] = [
  {
    kind: 'zepp',
    requiredColumns: [/^time$/, /^weight$/, /^fatrate$/],
    dayColumns: [/^time$/],
    columns: [
      [/^weight$/, 'weight'],
      [/^fatrate$/, 'bodyFat'],
    ],
  },
  {
    kind: 'zepp',
    requiredColumns: [/^date$/, /^deepsleeptime$/, /^shallowsleeptime$/],
    dayColumns: [/^date$/],
    columns: [
      [/^asleep$/, 'sleepSecs'],
      [/^(deepsleeptime|shallowsleeptime|remtime|rem|start|stop)$/, 'handled'],
      [/^naps$/, 'nap'],
    ],
    prepare: addSleepOfStages,
  },
  {
    kind: 'zepp',
    requiredColumns: [/^date$/, /^steps$/, /^rundistance$/],
    dayColumns: [/^date$/],
    columns: [[/^steps$/, 'steps']],
  },
];

/** Older bands record no REM sleep, and a night may have none. */
function addSleepOfStages(table: CsvTable): CsvTable {
  const rem = table.header.findIndex(name => parseColumnHeading(name).name === 'remtime');
  const filled = addFirstColumn(table, 'REM', ({ cells }) => cells[rem]?.trim() || '0');
  return addDerivedColumn(filled, 'Asleep (min)', [/^deepsleeptime$/, /^shallowsleeptime$/, /^rem$/], (...stages) =>
    stages.reduce((sum, stage) => sum + stage),
  );
}

/** Of each report of a day, the number that is its value: report, property, column. */
const MI_FITNESS_VALUES = [
  ['steps', 'steps', 'Steps'],
  ['sleep', 'total_duration', 'Asleep (min)'],
  ['sleep', 'sleep_score', 'Sleep score'],
  ['sleep', 'avg_hr', 'Sleeping HR'],
  ['heart_rate', 'avg_rhr', 'Resting HR'],
] as const;

/** Adds a column for each of these values, which stand in JSON. */
function addReportedValues(table: CsvTable): CsvTable {
  const [report, key, value] = ['tag', 'key', 'value'].map(name =>
    table.header.findIndex(heading => parseColumnHeading(heading).name === name),
  );
  const values = table.rows.map(({ cells }) =>
    cells[report ?? -1] === 'daily_report' ? parseProperties(cells[value ?? -1] ?? '') : new Map<string, unknown>(),
  );
  return {
    ...table,
    header: [...MI_FITNESS_VALUES.map(([, , title]) => title), ...table.header],
    rows: table.rows.map((row, index) => ({
      ...row,
      cells: [
        ...MI_FITNESS_VALUES.map(([name, property]) => {
          const found = row.cells[key ?? -1] === name ? values[index]?.get(property) : undefined;
          return typeof found === 'number' ? String(found) : '';
        }),
        ...row.cells,
      ],
    })),
  };
}

function parseProperties(text: string): Map<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  } catch {
    // A row that is cut off has no values, and is reported as such.
    return new Map();
  }
}

const FOOD_TABLE_FORMATS: readonly TableFormat[] = [
  {
    // Days, the groups of a day, or its servings. "Water" is that of all food.
    kind: 'cronometer',
    requiredColumns: [/^(date|day)$/, /^energy$/, /^carbs$/, /^protein$/, /^(net carbs|completed|food name)$/],
    dayColumns: [/^(date|day)$/],
    rowsAddUp: true,
    columns: [
      [/^energy$/, 'kcalConsumed'],
      [/^carbs$/, 'carbohydrates'],
      [/^fat$/, 'fatTotal'],
      [/^protein$/, 'protein'],
    ],
  },
  {
    kind: 'myfitnesspal',
    requiredColumns: [/^date$/, /^meal$/, /^(calories|energy)$/, /^carbohydrates$/],
    dayColumns: [/^date$/],
    rowsAddUp: true,
    columns: [
      [/^(calories|energy)$/, 'kcalConsumed'],
      [/^carbohydrates$/, 'carbohydrates'],
      [/^fat$/, 'fatTotal'],
      [/^protein$/, 'protein'],
    ],
  },
];

const SCALE_TABLE_FORMATS: readonly TableFormat[] = [
  {
    kind: 'openscale',
    requiredColumns: [/^datetime$/, /^weight$/, /^lbm$/, /^water$/],
    dayColumns: [/^datetime$/],
    columns: [
      [/^weight$/, 'weight'],
      [/^fat$/, 'bodyFat'],
      [/^waist$/, 'abdomen'],
      [/^comment$/, 'comments'],
    ],
  },
  {
    kind: 'libra',
    requiredColumns: [/^date$/, /^weight$/, /^(weight )?trend$/, /^(log|body ?fat)$/],
    dayColumns: [/^date$/],
    columns: [
      [/^weight$/, 'weight'],
      [/^body ?fat$/, 'bodyFat'],
      [/^log$/, 'comments'],
    ],
  },
  {
    kind: 'beurer',
    requiredColumns: [/^(datum|date)$/, /^(kg|lbs?|st)$/, /^bmi$/],
    dayColumns: [/^(datum|date)$/],
    columns: [
      [/^kg$/, 'weight', 'kg'],
      [/^lbs?$/, 'weight', 'lb'],
      [/^st$/, 'weight', 'st'],
      [/^(korperfett|body fat)$/, 'bodyFat'],
    ],
  },
  {
    kind: 'beurer',
    requiredColumns: [/^(datum|date)$/, /^(uhrzeit|time)$/, /^sys$/, /^dia$/],
    dayColumns: [/^(datum|date)$/],
    columns: [
      [/^sys$/, 'systolic'],
      [/^dia$/, 'diastolic'],
    ],
  },
];

/** A table of Fitbit's account export (Google Takeout) with one row for each day, beside the JSON files. */
const fitbitFormat = (required: readonly RegExp[], columns: TableFormat['columns']): TableFormat => ({
  kind: 'fitbit',
  requiredColumns: [/^timestamp$/, ...required],
  dayColumns: [/^timestamp$/],
  columns,
});

const FITBIT_TABLE_FORMATS: readonly TableFormat[] = [
  fitbitFormat([/^rmssd$/, /^nremhr$/], [[/^rmssd$/, 'hrv']]),
  fitbitFormat([/^daily respiratory rate$/], [[/^daily respiratory rate$/, 'respiration']]),
  fitbitFormat([/^average value$/, /^lower bound$/, /^upper bound$/], [[/^average value$/, 'spO2']]),
  fitbitFormat(
    [/^overall score$/, /^revitalization score$/],
    [
      [/^overall score$/, 'sleepScore'],
      [/^resting heart rate$/, 'restingHR'],
    ],
  ),
];

/** The tables of other phone apps and scales. */
export const APP_TABLE_FORMATS: readonly TableFormat[] = [
  ...ZEPP_TABLE_FORMATS,
  {
    kind: 'mi-fitness',
    requiredColumns: [/^tag$/, /^key$/, /^time$/, /^value$/, /^updatetime$/],
    dayColumns: [/^time$/],
    columns: [
      [/^steps$/, 'steps'],
      [/^asleep$/, 'sleepSecs'],
      [/^sleep score$/, 'sleepScore'],
      [/^sleeping hr$/, 'avgSleepingHR'],
      [/^resting hr$/, 'restingHR'],
      [/./, 'handled'],
    ],
    prepare: addReportedValues,
  },
  ...FITBIT_TABLE_FORMATS,
  ...FOOD_TABLE_FORMATS,
  ...SCALE_TABLE_FORMATS,
];
