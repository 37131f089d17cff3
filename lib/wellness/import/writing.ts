import { isUsual, type WellnessField, wellnessField } from '../fields.ts';
import { readHeading } from './headers.ts';
import type { Table } from './imported.ts';
import type { Steps } from './in-turns.ts';
import { type DecimalMark, decimalMarkOf } from './number.ts';
import type { Meaning } from './plan.ts';
import { readQuantity, type Writing } from './quantity.ts';
import { factorOf } from './units.ts';

/** How each column is written: as its own numbers prove, else as they make sense, the others' way or semicolons' first. */
export function* writingsOf(
  { header, rows, delimiter }: Table,
  columns: readonly Meaning[],
): Steps<Writing[]> {
  const cellsOf = (index: number) => rows.map(({ cells }) => cells[index] ?? '');
  const own: (DecimalMark | undefined)[] = [];
  for (const [index, meaning] of columns.entries()) {
    own.push(isNumeric(fieldOf(meaning)) ? decimalMarkOf(cellsOf(index)) : undefined);
    yield;
  }
  const usual = own.find(mark => mark !== undefined) ?? (delimiter === ';' ? ',' : '.');
  return columns.map((meaning, index) => {
    const field = fieldOf(meaning);
    const factor = factorOfColumn(meaning, header[index] ?? '');
    const mark = own[index];
    if (mark || !field || !isNumeric(field)) return { mark: mark ?? usual, factor };
    return { mark: likelyMark(cellsOf(index), field, { mark: usual, factor }), factor };
  });
}

export const fieldOf = (meaning: Meaning): WellnessField | undefined =>
  typeof meaning === 'object' && 'key' in meaning ? wellnessField(meaning.key) : undefined;

/** Of "71.345" and "10.432" the amounts tell: nobody weighs seventy tons, and nobody counts steps in thousandths. */
function likelyMark(cells: readonly string[], field: WellnessField, { mark, factor }: Writing): DecimalMark {
  const open = cells.filter(cell => /\d[.,]\d{3}/.test(cell));
  const read = (mark: DecimalMark) => {
    const amounts = open.map(cell => readQuantity(cell, field, { mark, factor }));
    const usual = amounts.filter(amount => typeof amount === 'number' && isUsual(field.key, amount));
    return { mark, count: usual.length, sum: usual.reduce((sum: number, amount) => sum + Number(amount), 0) };
  };
  const [one, other] = [read(mark), read(mark === ',' ? '.' : ',')];
  if (one.count !== other.count) return one.count > other.count ? one.mark : other.mark;
  return field.kind === 'int' && other.sum > one.sum ? other.mark : one.mark;
}

/** How many of the API's unit a bare number of a column is: as said, as its name says, or one. */
export function factorOfColumn(meaning: Meaning, header: string): number {
  const field = fieldOf(meaning);
  const said = typeof meaning === 'object' && 'key' in meaning ? meaning.unit : undefined;
  const units = [said, readHeading(header).unit].filter(unit => unit !== undefined);
  const factors = field ? units.map(unit => factorOf(field, unit)) : [];
  return factors.find(factor => factor !== undefined) ?? 1;
}

const isNumeric = (field: WellnessField | undefined): boolean =>
  field?.kind === 'int' || field?.kind === 'number';
