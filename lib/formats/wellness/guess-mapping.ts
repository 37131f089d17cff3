import {
  type ColumnHeading,
  getHeaderFingerprint,
  guessFieldKey,
  isDayHeading,
  isWakeTimeHeading,
  parseColumnHeading,
} from './column-heading.ts';
import type { ColumnMapping, MappedColumn } from './column-mapping.ts';
import { parseDateColumn } from './date-column.ts';
import type { CsvTable, DateContext } from './import-result.ts';
import { isBlankCell } from './parse-cell.ts';
import { detectDecimalMark, parseNumber } from './parse-number.ts';
import { getUnitFactor, isAmbiguousUnit } from './unit-factors.ts';
import { getWellnessField, type WellnessKey } from './wellness-fields.ts';

/** Guesses the mapping from the names of the columns, and from their cells where the names do not help. */
export function guessMapping(table: CsvTable, dateContext: DateContext): ColumnMapping {
  const headings = table.header.map(parseColumnHeading);
  const dayColumn = findDayColumn(table, headings, dateContext);
  const taken = new Set<WellnessKey>();
  const columns = headings.map((heading, index) => {
    const key = index === dayColumn ? undefined : guessFieldKey(heading);
    // Of two columns for one field the first has the value; the others are usually details about it.
    const field = key && getWellnessField(key);
    if (!field?.isWritable || taken.has(field.key) || isAmbiguousUnit(field, heading.unit ?? '')) return null;
    taken.add(field.key);
    return mapColumn(table, index, field.key);
  });
  return {
    fingerprint: getHeaderFingerprint(table.header),
    ...(dayColumn === undefined ? {} : { dayColumn }),
    columns,
  };
}

/** Maps a column to a field, in the unit that its name states or its cells suggest. */
export function mapColumn(table: CsvTable, column: number, key: WellnessKey): MappedColumn {
  const heading = parseColumnHeading(table.header[column] ?? '');
  const unit =
    getHeadingUnit(key, heading) ??
    findUnitInColumn(table, key, heading) ??
    guessUnitByAmount(key, getSampleCells(table, column));
  return unit === undefined ? { key } : { key, unit };
}

/**
 * A column whose name means the date and which holds dates, even between totals and averages; else a column that mostly
 * holds dates, one with the end of the night first.
 */
function findDayColumn(
  table: CsvTable,
  headings: readonly ColumnHeading[],
  dateContext: DateContext,
): number | undefined {
  const columns = headings.map((heading, index) => {
    const cells = getSampleCells(table, index).filter(cell => !isBlankCell(cell));
    const days = parseDateColumn(cells, dateContext).filter(found => found !== 'no-date');
    return { heading, index, share: cells.length === 0 ? 0 : days.length / cells.length };
  });
  const mostlyDays = columns.filter(({ share }) => share > 0.5);
  const found =
    columns.find(({ heading, share }) => share > 0 && isDayHeading(heading)) ??
    mostlyDays.find(({ heading }) => isWakeTimeHeading(heading)) ??
    mostlyDays[0];
  return found?.index;
}

/** Enough rows to recognize the content of a column. */
const SAMPLE_ROWS = 50;

/** The unit in a name, also without brackets: "weight lb", "Sleep hours". */
function getHeadingUnit(key: WellnessKey, { name, unit }: ColumnHeading): string | undefined {
  const field = getWellnessField(key);
  const last = unit ?? name.split(' ').at(-1) ?? '';
  if (!field?.unit || last === '' || getUnitFactor(field, last) === undefined) return undefined;
  return last;
}

/** The unit from a separate column such as "Weight unit". Where that column has two units, none applies. */
function findUnitInColumn(table: CsvTable, key: WellnessKey, { name }: ColumnHeading): string | undefined {
  const beside = table.header.findIndex(other => parseColumnHeading(other).name === `${name} unit`);
  const [unit, ...others] = new Set(getSampleCells(table, beside).filter(cell => !isBlankCell(cell)));
  const field = getWellnessField(key);
  return field && unit && others.length === 0 && getUnitFactor(field, unit) !== undefined ? unit : undefined;
}

/** Some units follow from the amounts: no night lasts 8 seconds, and no blood glucose is 90 mmol/L. */
function guessUnitByAmount(key: WellnessKey, cells: readonly string[]): string | undefined {
  const decimalMark = detectDecimalMark(cells) ?? '.';
  const numbers = cells.map(cell => parseNumber(cell, decimalMark)).filter(number => number !== undefined);
  if (numbers.length === 0) return undefined;
  const most = Math.max(...numbers);
  if (key === 'bloodGlucose') return Math.min(...numbers) > MAX_MMOL_PER_L ? 'mg/dL' : undefined;
  if (key !== 'sleepSecs' || most > MINUTES_PER_DAY) return undefined;
  return most <= HOURS_PER_DAY ? 'h' : 'min';
}

const HOURS_PER_DAY = 24;
const MINUTES_PER_DAY = 1440;
const MAX_MMOL_PER_L = 35;

const getSampleCells = ({ rows }: CsvTable, column: number): string[] =>
  rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells[column] ?? '');
