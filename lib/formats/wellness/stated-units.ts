import { type ColumnHeading, parseColumnHeading } from './column-heading.ts';
import type { CsvTable } from './import-result.ts';
import { getUnitFactor, isUnitName } from './unit-factors.ts';
import { getWellnessField, type WellnessKey } from './wellness-fields.ts';

/** The column with the units of another one: "Weight unit" anywhere, or "Unit" to its right. -1 without one. */
export function findUnitColumn({ header }: CsvTable, column: number): number {
  const { name } = parseColumnHeading(header[column] ?? '');
  const named = header.findIndex(other => isUnitHeading(parseColumnHeading(other), name));
  if (named >= 0) return named;
  const next = parseColumnHeading(header[column + 1] ?? '');
  return UNIT_WORDS.test(next.name) ? column + 1 : -1;
}

const UNIT_WORDS = /^(units?|uom|unit of measure|einheit(en)?|unite|unidad(es)?|unita|eenheid|unidade)$/;

const isUnitHeading = (heading: ColumnHeading, name: string): boolean =>
  [heading.name, heading.words].some(other => other === `${name} unit` || other === `${name} units`);

/** Units that are stated once for a table. A time or a number of grams has its unit in the column. */
const STATED_ONCE: ReadonlySet<string> = new Set(['kg', 'cm', 'L', 'mmol/L']);

/** Only of systems: all others are stated by their own name. */
const UNIT_SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  imperial: ['lb', 'in', 'fl oz'],
  us: ['lb', 'in', 'fl oz'],
};

/** The unit from a line above the table that speaks of units: "#Units: lbs". */
export function findUnitAbove({ preamble = [] }: CsvTable, key: WellnessKey): string | undefined {
  const field = getWellnessField(key);
  if (!field?.unit || !STATED_ONCE.has(field.unit)) return undefined;
  const stated = preamble
    .filter(line => UNIT_LINE.test(line))
    .flatMap(line => line.toLowerCase().split(/[\s:=,;()[\]]+/))
    .flatMap(word => UNIT_SYSTEMS[word] ?? (isUnitName(word) ? word : word.split('/')));
  return stated.find(unit => unit !== '' && getUnitFactor(field, unit) !== undefined);
}

const UNIT_LINE =
  /unit|einheit|unidad|eenheid|system|\b(weights?|gewichte?|poids|pesos?) ?(is |are |ist )?(in\b|[:=(])/i;
