import type { Table } from './imported.ts';
import { readMoment, readTime } from './moment.ts';

/**
 * Garmin's Weight.csv as a plain table, undefined for any other: a row with nothing but a day stands above the rows of
 * that day's weigh-ins, which begin with their times. The day goes before the time.
 */
export function flattened(table: Table): Table | undefined {
  const rows: Table['rows'] = [];
  let day = '';
  let weighIns = 0;
  for (const { line, cells } of table.rows) {
    const [first = '', ...others] = cells;
    const isAlone = others.every(cell => cell.trim() === '');
    if (isAlone && readMoment(first, 'UTC') !== undefined) {
      day = first.trim();
    } else if (readTime(first) !== undefined && day !== '' && readMoment(first, 'UTC') === undefined) {
      weighIns++;
      rows.push({ line, cells: [`${day} ${first}`, ...others] });
    } else {
      rows.push({ line, cells });
    }
  }
  // A day without values stands alone in any table.
  return weighIns > 0 ? { ...table, rows } : undefined;
}
