import {
  type ColumnHeading,
  getHeaderFingerprint,
  isDayHeading,
  isOtherDateHeading,
  isWakeTimeHeading,
  parseColumnHeading,
} from './column-heading.ts';
import type { ColumnMapping, MappedColumn } from './column-mapping.ts';
import { parseDateColumn } from './date-column.ts';
import { type FieldGuess, guessField, isLogarithmHeading } from './guess-field.ts';
import type { CsvTable, DateContext } from './import-result.ts';
import { isBlankCell } from './parse-cell.ts';
import { detectDecimalMark, parseNumber } from './parse-number.ts';
import { findUnitAbove, findUnitColumn } from './stated-units.ts';
import { getUnitFactor, isAmbiguousUnit, LOG_MS_UNIT } from './unit-factors.ts';
import { getWellnessField, type WellnessKey } from './wellness-fields.ts';

/** Guesses the mapping from the names of the columns, and from their cells where the names do not help. */
export function guessMapping(table: CsvTable, dateContext: DateContext): ColumnMapping {
  const headings = table.header.map(parseColumnHeading);
  const dayColumn = findDayColumn(table, headings, dateContext);
  const columns = chooseFields(table, headings, dayColumn).map((key, index) => key && mapColumn(table, index, key));
  return {
    fingerprint: getHeaderFingerprint(table.header),
    ...(dayColumn === undefined ? {} : { dayColumn }),
    columns: columns.map(column => column ?? null),
  };
}

/** The field of each column. Of several columns for one field the one with the most exact name has it, then the first. */
function chooseFields(
  table: CsvTable,
  headings: readonly ColumnHeading[],
  dayColumn: number | undefined,
): (WellnessKey | undefined)[] {
  const kind = getTableKind(headings);
  const guesses = headings.map((heading, index): FieldGuess | undefined => {
    const guess = index === dayColumn ? undefined : guessFoodOrBody(heading, kind);
    const field = guess && getWellnessField(guess.key);
    if (!field?.isWritable || isAmbiguousUnit(field, heading.unit ?? '')) return undefined;
    const cells = getSampleCells(table, index).filter(cell => !isBlankCell(cell));
    if (guess?.key === 'hydrationVolume' && !isDrunkAmount(heading, cells)) return undefined;
    if (guess?.key === 'sleepSecs' && guess.rank > 0 && areBedtimes(cells)) return undefined;
    return guess && { key: guess.key, rank: cells.length > 0 ? guess.rank : guess.rank + BLANK_RANK };
  });
  const best = new Map<WellnessKey, { index: number; rank: number }>();
  for (const [index, guess] of guesses.entries()) {
    const before = guess && best.get(guess.key);
    if (guess && (!before || guess.rank < before.rank)) best.set(guess.key, { index, rank: guess.rank });
  }
  return guesses.map((guess, index) => (guess && best.get(guess.key)?.index === index ? guess.key : undefined));
}

/** A column without cells comes after all others. */
const BLANK_RANK = 10;

/** What a table is about, where names have two meanings: the protein of food or of a body. */
interface TableKind {
  isFood: boolean;
  isBody: boolean;
  hasWeight: boolean;
}

function getTableKind(headings: readonly ColumnHeading[]): TableKind {
  return {
    isFood: headings.some(({ words, unit }) => FOOD_WORDS.test(words) || (unit === 'g' && PROTEIN.test(words))),
    isBody: headings.some(({ words }) => BODY_WORDS.test(words)),
    hasWeight: headings.some(heading => guessField(heading)?.key === 'weight'),
  };
}

const FOOD_WORDS =
  /carb|kohlenhydrat|glucid|hidratos|koolhydrat|\b(meals?|foods?|mahlzeit|repas|comida|pasto|maaltijd)\b/;
const PROTEIN = /protein|eiweiss|eiwit/;
const BODY_WORDS = /\b(bmi|muscles?|bones?|visceral|metabolic|bmr|lbm)\b|muskel|knochen|viszeral/;
const FAT = /^(total )?fats?( total)?$|^fett$/;
const ENERGY = /^(total )?(energy|calories?|kcal|kilocalories|kalorien|energie|energia|calorias|calorie|calorieen)$/;

function guessFoodOrBody(heading: ColumnHeading, { isFood, isBody, hasWeight }: TableKind): FieldGuess | undefined {
  const { words, unit } = heading;
  if (isFood && ENERGY.test(words)) return { key: 'kcalConsumed', rank: 0 };
  if (FAT.test(words) && (unit === 'g' || (isFood && !isBody && unit === undefined)))
    return { key: 'fatTotal', rank: 0 };
  // Of the energy that was eaten.
  if (isFood && !isBody && !hasWeight && FAT.test(words) && unit === '%') return undefined;
  const guess = guessField(heading);
  return guess?.key === 'protein' && isBody && !isFood && unit === undefined ? undefined : guess;
}

/** Whether a column can be what was drunk: by its unit, else by amounts in litres or millilitres. A body's water is neither. */
function isDrunkAmount(heading: ColumnHeading, cells: readonly string[]): boolean {
  if (getHeadingUnit('hydrationVolume', heading) !== undefined) return true;
  return cells.some(cell => /\d\s*(m|c|d)?l\b/i.test(cell)) || guessLitreUnit(parseNumbers(cells)) !== undefined;
}

/** Whether cells are times of day, in the evening or after midnight: "Sleep time" may be when a night began. */
function areBedtimes(cells: readonly string[]): boolean {
  const times = cells.flatMap(cell => {
    const [, hours, half] = /^\s*(\d{1,2}):\d\d(?::\d\d)?\s?([ap]\.?m\.?)?$/i.exec(cell) ?? [];
    return hours === undefined ? [] : { hours: Number(hours), half };
  });
  const isShort = 2 * times.filter(({ hours }) => hours < SHORTEST_NIGHT_HOURS).length > cells.length;
  return isShort || times.some(({ hours, half }) => half !== undefined || hours >= LONGEST_NIGHT_HOURS);
}

const SHORTEST_NIGHT_HOURS = 3;
const LONGEST_NIGHT_HOURS = 16;

/** Maps a column to a field, in the unit that the table states or its cells suggest. */
export function mapColumn(table: CsvTable, column: number, key: WellnessKey): MappedColumn {
  const heading = parseColumnHeading(table.header[column] ?? '');
  const unit =
    getHeadingUnit(key, heading) ??
    findUnitInColumn(table, key, column) ??
    findUnitAbove(table, key) ??
    guessUnitByAmount(key, getSampleCells(table, column));
  return unit === undefined ? { key } : { key, unit };
}

/**
 * A column whose name means the date and which holds dates, even between totals and averages; else a column that mostly
 * holds dates, one with the end of the night first. When a row was stored is not when it was measured.
 */
function findDayColumn(
  table: CsvTable,
  headings: readonly ColumnHeading[],
  dateContext: DateContext,
): number | undefined {
  const columns = headings.flatMap((heading, index) => {
    if (isOtherDateHeading(heading)) return [];
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

/** The unit in a name, also without brackets: "weight lb", "Sleep hours", "minutes asleep", "lnRMSSD". */
function getHeadingUnit(key: WellnessKey, heading: ColumnHeading): string | undefined {
  const field = getWellnessField(key);
  if (field?.unit === 'ms' && isLogarithmHeading(heading)) return LOG_MS_UNIT;
  const words = heading.words.split(' ');
  const places = heading.unit === undefined ? [words.at(-1), words[0]] : [heading.unit];
  return places.find(unit => field?.unit && unit && getUnitFactor(field, unit) !== undefined);
}

/** The unit from a separate column. Where that column has two units, each row has its own. */
function findUnitInColumn(table: CsvTable, key: WellnessKey, column: number): string | undefined {
  const beside = getSampleCells(table, findUnitColumn(table, column));
  const [unit, ...others] = new Set(beside.filter(cell => !isBlankCell(cell)));
  const field = getWellnessField(key);
  return field && unit && others.length === 0 && getUnitFactor(field, unit) !== undefined ? unit : undefined;
}

/** Some units follow from the amounts: no night lasts 8 seconds, and no blood glucose is 90 mmol/L. */
function guessUnitByAmount(key: WellnessKey, cells: readonly string[]): string | undefined {
  const numbers = parseNumbers(cells);
  if (numbers.length === 0) return undefined;
  if (key === 'hydrationVolume') return guessLitreUnit(numbers);
  const most = Math.max(...numbers);
  if (key === 'bloodGlucose') return Math.min(...numbers) > MAX_MMOL_PER_L ? 'mg/dL' : undefined;
  if (key !== 'sleepSecs' || most > MINUTES_PER_DAY) return undefined;
  return most <= HOURS_PER_DAY ? 'h' : 'min';
}

const HOURS_PER_DAY = 24;
const MINUTES_PER_DAY = 1440;
const MAX_MMOL_PER_L = 35;

/** Litres up to 10, millilitres from 100. What is between may be ounces, or percent of a body. */
function guessLitreUnit(numbers: readonly number[]): 'L' | 'ml' | undefined {
  const amounts = numbers.filter(number => number !== 0);
  if (amounts.length === 0) return undefined;
  if (Math.max(...amounts) <= MAX_LITRES) return 'L';
  return Math.min(...amounts) >= MIN_MILLILITRES ? 'ml' : undefined;
}

const MAX_LITRES = 10;
const MIN_MILLILITRES = 100;

function parseNumbers(cells: readonly string[]): number[] {
  const decimalMark = detectDecimalMark(cells) ?? '.';
  return cells.map(cell => parseNumber(cell, decimalMark)).filter(number => number !== undefined);
}

const getSampleCells = ({ rows }: CsvTable, column: number): string[] =>
  rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells[column] ?? '');
