import { parseColumnHeading } from './column-heading.ts';
import type { MeasurementTime } from './date-column.ts';
import type { CsvTable } from './import-result.ts';
import type { PartOfDay } from './measurement.ts';
import { isDayTotal, type WellnessField } from './wellness-fields.ts';

/** What the rows of a table are to the totals of their days. */
export class RowParts {
  readonly #sourceColumn: number;
  readonly #napColumn: number;
  readonly #deletedColumn: number;
  /** Whether a row also has what a person has once a day, so that it describes a day. */
  readonly #describesDay: boolean;
  readonly #fieldColumns: ReadonlySet<number>;
  /** Whether a row that is left out would have changed a total. */
  readonly haveSums: boolean;
  readonly #seen = new Set<string>();

  constructor({ header }: CsvTable, fields: readonly { index: number; field: WellnessField }[]) {
    this.#sourceColumn = header.findIndex(name => SOURCE_WORDS.test(parseColumnHeading(name).words));
    this.#napColumn = header.findIndex(name => NAP_WORDS.test(parseColumnHeading(name).words));
    this.#deletedColumn = header.findIndex(name => DELETED_WORDS.test(parseColumnHeading(name).words));
    this.#describesDay = fields.some(({ field }) => !addsUp(field) && field.kind !== 'text');
    this.haveSums = fields.some(({ field }) => addsUp(field));
    this.#fieldColumns = new Set(fields.map(({ index }) => index));
  }

  /** Whether the same row was there before. Two equal glasses of water are two rows, but not at the same time. */
  isRepeated(cells: readonly string[], { minutes }: MeasurementTime): boolean {
    if (minutes === undefined && !this.#describesDay) return false;
    const row = JSON.stringify(cells);
    if (this.#seen.has(row)) return true;
    this.#seen.add(row);
    return false;
  }

  /** Whether the athlete took the row back: some diaries keep it with a mark. */
  isDeleted = (cells: readonly string[]): boolean => YES_WORDS.test((cells[this.#deletedColumn] ?? '').trim());

  /** What counted the row, and whether it is the total of others or a nap. */
  describe(cells: readonly string[]): Omit<PartOfDay, 'amount'> {
    return {
      source: (cells[this.#sourceColumn] ?? '').trim(),
      isTotal: this.#hasWord(cells, TOTAL_WORDS),
      isNap: this.#hasWord(cells, NAP_WORDS) || YES_WORDS.test((cells[this.#napColumn] ?? '').trim()),
    };
  }

  /** Whether a cell that is no value is such a word. */
  #hasWord(cells: readonly string[], words: RegExp): boolean {
    return cells.some(
      (cell, index) => !this.#fieldColumns.has(index) && cell.length < MAX_WORD_LENGTH && words.test(cell.trim()),
    );
  }
}

/** Meals, glasses and steps, and the stretches of a night. */
export const addsUp = (field: WellnessField): boolean => isDayTotal(field) || field.key === 'sleepSecs';

const SOURCE_WORDS =
  /^((data )?sources?( (name|type|id))?|devices?( (name|type|id|uuid))?|deviceuuid|tracker|app|application|origin|quelle|gerat|appareil|dispositivo|apparaat)$/;

const NAP_WORDS = /^(is |late[ _]|power ?)?(nap|siesta|nickerchen|sieste|mittagsschlaf|dutje|pisolino|sonnellino)$/i;

const DELETED_WORDS = /^(is )?(deleted|geloscht|supprime|eliminado|eliminato|verwijderd)$/;

const YES_WORDS = /^(true|1|yes|y|ja|s[ií]|oui)$/i;

const MAX_WORD_LENGTH = 40;

const TOTAL_WORDS =
  /^((daily|day|grand|sub) ?)?(totals?|sum)( (of|for) (the )?day)? ?:?$|^(gesamt|tagesgesamt|insgesamt|summe|tagessumme|totale?s?|total du jour|totaal|suma|somme) ?:?$/i;
