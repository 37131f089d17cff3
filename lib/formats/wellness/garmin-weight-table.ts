import type { CsvTable } from './import-result.ts';
import { parseDate, parseTimeOfDay } from './parse-date.ts';

/**
 * Garmin's Weight.csv as a plain table, undefined for any other: a row with nothing but a day stands above the rows of
 * that day's weigh-ins, which begin with their times. The day goes before the time.
 */
export function flattenGarminWeightTable(table: CsvTable): CsvTable | undefined {
  const rows: CsvTable['rows'] = [];
  let day = '';
  let weighIns = 0;
  for (const { line, cells } of table.rows) {
    const [first = '', ...others] = cells;
    const isAlone = others.every(cell => cell.trim() === '');
    if (isAlone && parseDate(first, 'UTC') !== undefined) {
      day = first.trim();
    } else if (parseTimeOfDay(first) !== undefined && day !== '' && parseDate(first, 'UTC') === undefined) {
      weighIns++;
      rows.push({ line, cells: [`${day} ${first}`, ...others] });
    } else {
      rows.push({ line, cells });
    }
  }
  // A day without values stands alone in any table.
  return weighIns > 0 ? { ...table, rows } : undefined;
}
