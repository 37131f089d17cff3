/** A definition message: the layout of the data messages that follow under its local number. */
export interface FitDefinition {
  globalNumber: number;
  littleEndian: boolean;
  /** Bytes of one data message without its header, developer fields included. */
  size: number;
  /** Offset of the timestamp (field 253) within the message, or -1. */
  timestampOffset: number;
  fields: FitField[];
}

export interface FitField {
  number: number;
  type: number;
  size: number;
  /** Offset within the message. */
  offset: number;
}

/** A data message, read in place. */
export class FitMessage {
  readonly #view: DataView;
  readonly #start: number;
  readonly definition: FitDefinition;

  constructor(view: DataView, at: number, definition: FitDefinition) {
    this.#view = view;
    this.#start = at;
    this.definition = definition;
  }

  /** The field's (first) number as stored, without scale; undefined where absent, invalid or of another type. */
  getNumber(number: number): number | undefined {
    const field = this.#findField(number);
    if (!field) return undefined;
    const type = INTEGER_TYPES[field.type & 0x1f];
    if (!type || field.size < type.size) return undefined;
    const value = type.read(this.#view, this.#start + field.offset, this.definition.littleEndian);
    return value === type.invalid ? undefined : value;
  }

  /** The field's text up to its end or first zero; undefined where absent or empty. */
  getText(number: number): string | undefined {
    const field = this.#findField(number);
    if (field?.type !== STRING_TYPE) return undefined;
    const start = this.#view.byteOffset + this.#start + field.offset;
    const bytes = new Uint8Array(this.#view.buffer, start, field.size);
    const end = bytes.indexOf(0);
    const text = new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
    return text === '' ? undefined : text;
  }

  /** Position of the field: its first byte within all bytes, and its size. */
  getPosition(number: number): { start: number; size: number } | undefined {
    const field = this.#findField(number);
    return field && { start: this.#start + field.offset, size: field.size };
  }

  #findField(number: number): FitField | undefined {
    return this.definition.fields.find(field => field.number === number);
  }
}

const STRING_TYPE = 7;

interface IntegerType {
  size: number;
  invalid: number;
  read(view: DataView, at: number, littleEndian: boolean): number;
}

const uint8 = (view: DataView, at: number) => view.getUint8(at);
const uint16 = (view: DataView, at: number, littleEndian: boolean) => view.getUint16(at, littleEndian);
const uint32 = (view: DataView, at: number, littleEndian: boolean) => view.getUint32(at, littleEndian);

/**
 * Base types of the fields that we read, all unsigned, by the low five bits of their number
 * (https://developer.garmin.com/fit/protocol/).
 */
const INTEGER_TYPES: Readonly<Record<number, IntegerType>> = {
  0: { size: 1, invalid: 0xff, read: uint8 },
  2: { size: 1, invalid: 0xff, read: uint8 },
  4: { size: 2, invalid: 0xffff, read: uint16 },
  6: { size: 4, invalid: 0xffffffff, read: uint32 },
  10: { size: 1, invalid: 0, read: uint8 },
  11: { size: 2, invalid: 0, read: uint16 },
  12: { size: 4, invalid: 0, read: uint32 },
};
