import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import { parseColumnHeading } from './column-heading.ts';
import type { CsvTable } from './import-result.ts';
import { type DecimalMark, detectDecimalMark, parseNumber } from './parse-number.ts';
import { type NumberFormat, parseQuantity } from './parse-quantity.ts';
import { type ColumnMeaning, getMeaningField } from './table-plan.ts';
import { getUnitFactor, LOG_MS_UNIT } from './unit-factors.ts';
import { isUsualValue, type WellnessField } from './wellness-fields.ts';

/**
 * The number format of each column. Its own numbers decide; where they are ambiguous, plausible amounts do, with a
 * preference for the format of the other columns, or for decimal commas where semicolons separate the cells.
 */
export function* detectNumberFormats(
  { header, rows, delimiter }: CsvTable,
  columns: readonly ColumnMeaning[],
): CooperativeTask<NumberFormat[]> {
  const getCells = (index: number) => rows.map(({ cells }) => cells[index] ?? '');
  const own: (DecimalMark | undefined)[] = [];
  for (const [index, meaning] of columns.entries()) {
    own.push(isNumeric(getMeaningField(meaning)) ? detectDecimalMark(getCells(index)) : undefined);
    yield;
  }
  const fallback = own.find(decimalMark => decimalMark !== undefined) ?? (delimiter === ';' ? ',' : '.');
  return columns.map((meaning, index) => {
    const field = getMeaningField(meaning);
    const unitFactor = getColumnFactor(meaning, header[index] ?? '');
    const isLogarithm = typeof meaning === 'object' && 'key' in meaning && meaning.unit === LOG_MS_UNIT;
    const known = { decimalMark: own[index] ?? fallback, unitFactor, isLogarithm };
    if (!field || !isNumeric(field) || isLogarithm) return known;
    const decimalMark = own[index] ?? guessDecimalMark(getCells(index), field, known);
    return isFraction(getCells(index), field, decimalMark)
      ? { decimalMark, unitFactor: 100 }
      : { ...known, decimalMark };
  });
}

/** Percentages and scores up to 100, which some programs write as fractions of 1. */
const WRITTEN_AS_FRACTIONS: ReadonlySet<string> = new Set(['bodyFat', 'spO2', 'sleepScore', 'readiness']);

/** Whether a whole column has fractions, and at least one that is not 1 itself. Cells with a unit speak for themselves. */
export function isFraction(cells: readonly string[], { key }: WellnessField, decimalMark: DecimalMark): boolean {
  if (!WRITTEN_AS_FRACTIONS.has(key)) return false;
  const amounts = cells
    .map(cell => parseNumber(cell, decimalMark))
    .filter(amount => amount !== undefined && amount !== 0);
  return (
    amounts.some(amount => amount !== undefined && amount < 1) &&
    amounts.every(amount => amount !== undefined && amount > 0 && amount <= 1)
  );
}

/** Decides "71.345" and "10.432" by plausible amounts: no one weighs 71,345 kg, and steps have no decimals. */
function guessDecimalMark(
  cells: readonly string[],
  field: WellnessField,
  { decimalMark, unitFactor }: NumberFormat,
): DecimalMark {
  const open = cells.filter(cell => /\d[.,]\d{3}/.test(cell));
  const read = (decimalMark: DecimalMark) => {
    const amounts = open.map(cell => parseQuantity(cell, field, { decimalMark, unitFactor }));
    const usual = amounts.filter(amount => typeof amount === 'number' && isUsualValue(field.key, amount));
    return {
      decimalMark,
      count: usual.length,
      sum: usual.reduce((sum: number, amount) => sum + Number(amount), 0),
    };
  };
  const [one, other] = [read(decimalMark), read(decimalMark === ',' ? '.' : ',')];
  if (one.count !== other.count) return one.count > other.count ? one.decimalMark : other.decimalMark;
  return field.kind === 'int' && other.sum > one.sum ? other.decimalMark : one.decimalMark;
}

/** How many of the API's unit a bare number of a column is: by the chosen unit, by the unit in its name, or 1. */
export function getColumnFactor(meaning: ColumnMeaning, header: string): number {
  const field = getMeaningField(meaning);
  const chosenUnit = typeof meaning === 'object' && 'key' in meaning ? meaning.unit : undefined;
  const units = [chosenUnit, parseColumnHeading(header).unit].filter(unit => unit !== undefined);
  const factors = field ? units.map(unit => getUnitFactor(field, unit)) : [];
  return factors.find(factor => factor !== undefined) ?? 1;
}

const isNumeric = (field: WellnessField | undefined): boolean => field?.kind === 'int' || field?.kind === 'number';
