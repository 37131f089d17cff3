/** A definition message: how the data messages that follow under its local number are laid out. */
export interface Layout {
  global: number;
  littleEndian: boolean;
  /** Bytes of one data message without its header, developer fields included. */
  size: number;
  /** Offset of the timestamp (field 253) within the message, or -1. */
  timeAt: number;
  fields: Field[];
}

export interface Field {
  number: number;
  type: number;
  size: number;
  /** Offset within the message. */
  at: number;
}

/** A data message, read where it lies. */
export class FitMessage {
  readonly #view: DataView;
  readonly #at: number;
  readonly layout: Layout;

  constructor(view: DataView, at: number, layout: Layout) {
    this.#view = view;
    this.#at = at;
    this.layout = layout;
  }

  /** The field's (first) number as stored, without scale; undefined where absent, invalid or of another type. */
  number(number: number): number | undefined {
    const field = this.#field(number);
    if (!field) return undefined;
    const type = INTEGERS[field.type & 0x1f];
    if (!type || field.size < type.size) return undefined;
    const value = type.read(this.#view, this.#at + field.at, this.layout.littleEndian);
    return value === type.invalid ? undefined : value;
  }

  /** The field's text up to its end or first zero; undefined where absent or empty. */
  text(number: number): string | undefined {
    const field = this.#field(number);
    if (field?.type !== STRING) return undefined;
    const start = this.#view.byteOffset + this.#at + field.at;
    const bytes = new Uint8Array(this.#view.buffer, start, field.size);
    const end = bytes.indexOf(0);
    const text = new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
    return text === '' ? undefined : text;
  }

  /** Where the field lies: its first byte within all bytes, and how many there are. */
  place(number: number): { start: number; size: number } | undefined {
    const field = this.#field(number);
    return field && { start: this.#at + field.at, size: field.size };
  }

  #field(number: number): Field | undefined {
    return this.layout.fields.find(field => field.number === number);
  }
}

const STRING = 7;

interface Integer {
  size: number;
  invalid: number;
  read(view: DataView, at: number, littleEndian: boolean): number;
}

const uint8 = (view: DataView, at: number) => view.getUint8(at);
const uint16 = (view: DataView, at: number, littleEndian: boolean) => view.getUint16(at, littleEndian);
const uint32 = (view: DataView, at: number, littleEndian: boolean) => view.getUint32(at, littleEndian);

/** The base types of the fields that we read, by the low five bits of their number. None of them is signed. */
const INTEGERS: Readonly<Record<number, Integer>> = {
  0: { size: 1, invalid: 0xff, read: uint8 },
  2: { size: 1, invalid: 0xff, read: uint8 },
  4: { size: 2, invalid: 0xffff, read: uint16 },
  6: { size: 4, invalid: 0xffffffff, read: uint32 },
  10: { size: 1, invalid: 0, read: uint8 },
  11: { size: 2, invalid: 0, read: uint16 },
  12: { size: 4, invalid: 0, read: uint32 },
};
