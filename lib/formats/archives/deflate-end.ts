/**
 * Position behind the deflate data that starts at `start`; undefined where it is damaged or cut off. It follows the codes
 * and writes nothing (https://www.rfc-editor.org/rfc/rfc1951#section-3.2): the browser's inflater rejects bytes behind the
 * data and does not say where these begin.
 */
export function findDeflateEnd(bytes: Uint8Array, start: number): number | undefined {
  const input = new BitReader(bytes, start);
  for (let isLast = false; !isLast && !input.isCutOff; ) {
    isLast = input.read(1) === 1;
    if (!skipBlock(input, input.read(2))) return undefined;
  }
  return input.isCutOff ? undefined : input.position;
}

/** Reads bits from the lowest up; zeros behind the end. */
class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #bits = 0;
  #count = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get isCutOff(): boolean {
    return this.#at > this.#bytes.length;
  }

  /** Behind the byte that was read last. */
  get position(): number {
    return this.#at;
  }

  /** @param count At most 16 */
  read(count: number): number {
    while (this.#count < count) {
      this.#bits |= (this.#bytes[this.#at++] ?? 0) << this.#count;
      this.#count += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#count -= count;
    return value;
  }

  /** Skips the rest of the byte, and whole bytes. */
  skipBytes(count: number): void {
    this.#bits = 0;
    this.#count = 0;
    this.#at += count;
  }

  alignToByte(): void {
    this.skipBytes(0);
  }
}

/** A code: how many symbols have each length in bits, and the symbols in order of their codes. */
interface HuffmanCode {
  counts: Uint16Array;
  symbols: Uint16Array;
}

const MAX_CODE_BITS = 15;
const END_OF_BLOCK = 256;

/** False for a block that is damaged. */
function skipBlock(input: BitReader, type: number): boolean {
  switch (type) {
    case 0: {
      input.alignToByte();
      const length = input.read(16);
      const isSound = (input.read(16) ^ length) === 0xffff;
      input.skipBytes(length);
      return isSound;
    }
    case 1:
      return skipCodes(input, FIXED_LITERALS, FIXED_DISTANCES);
    case 2: {
      const codes = readCodes(input);
      return codes !== undefined && skipCodes(input, codes.literals, codes.distances);
    }
    default:
      return false;
  }
}

function skipCodes(input: BitReader, literals: HuffmanCode, distances: HuffmanCode): boolean {
  while (!input.isCutOff) {
    const symbol = readSymbol(input, literals);
    if (symbol === END_OF_BLOCK) return true;
    if (symbol === undefined || symbol > 285) return false;
    if (symbol < END_OF_BLOCK) continue;
    input.read(LENGTH_EXTRA_BITS[symbol - 257] ?? 0);
    const distance = readSymbol(input, distances);
    if (distance === undefined || distance > 29) return false;
    input.read(Math.max(0, (distance >> 1) - 1));
  }
  return false;
}

// biome-ignore format: a table
const LENGTH_EXTRA_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

/** Codes of one length are consecutive numbers, so each bit either ends the code or leads to the next length. */
function readSymbol(input: BitReader, { counts, symbols }: HuffmanCode): number | undefined {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    code |= input.read(1);
    const count = counts[length] ?? 0;
    if (code - first < count) return symbols[index + code - first];
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return undefined;
}

function toCode(lengths: ArrayLike<number>): HuffmanCode {
  const counts = new Uint16Array(MAX_CODE_BITS + 1);
  const symbols: number[] = [];
  for (let length = 1; length <= MAX_CODE_BITS; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      symbols.push(symbol);
      counts[length] = (counts[length] ?? 0) + 1;
    }
  }
  return { counts, symbols: Uint16Array.from(symbols) };
}

const FIXED_LITERALS = toCode(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
const FIXED_DISTANCES = toCode(new Array(30).fill(5));

const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The codes of a block that brings its own; their lengths are coded, too. */
function readCodes(input: BitReader): { literals: HuffmanCode; distances: HuffmanCode } | undefined {
  const literalCount = input.read(5) + 257;
  const distanceCount = input.read(5) + 1;
  const lengthCount = input.read(4) + 4;
  const codeLengths = new Uint8Array(LENGTH_ORDER.length);
  for (const symbol of LENGTH_ORDER.slice(0, lengthCount)) codeLengths[symbol] = input.read(3);
  const lengthCode = toCode(codeLengths);
  const lengths: number[] = [];
  while (lengths.length < literalCount + distanceCount) {
    const symbol = readSymbol(input, lengthCode);
    if (symbol === undefined || input.isCutOff) return undefined;
    if (symbol < 16) lengths.push(symbol);
    else lengths.push(...readRepeat(input, symbol, lengths.at(-1) ?? 0));
  }
  return {
    literals: toCode(lengths.slice(0, literalCount)),
    distances: toCode(lengths.slice(literalCount, literalCount + distanceCount)),
  };
}

function readRepeat(input: BitReader, symbol: number, previous: number): number[] {
  if (symbol === 16) return new Array(3 + input.read(2)).fill(previous);
  return new Array(symbol === 17 ? 3 + input.read(3) : 11 + input.read(7)).fill(0);
}
