/** The mark before the fraction. It is the same in the whole column; "1.234" alone leaves it open. */
export type DecimalMark = '.' | ',';

/** A number with optional sign, thousands separators and fraction, but without an exponent. */
export const NUMBER_PATTERN = /[+\-−]?(?:\d[\d.,'’ \u00a0\u202f]*|[.,]\d+)/g;

/** The decimal mark that most numbers of a column prove; undefined where none does. */
export function detectDecimalMark(cells: Iterable<string>): DecimalMark | undefined {
  let commas = 0;
  let points = 0;
  for (const cell of cells) {
    for (const [written] of cell.matchAll(NUMBER_PATTERN)) {
      const decimalMark = detectMarkInNumber(written);
      if (decimalMark === ',') commas++;
      else if (decimalMark === '.') points++;
    }
  }
  if (commas === points) return undefined;
  return commas > points ? ',' : '.';
}

/** The decimal mark that one number proves by itself. */
function detectMarkInNumber(written: string): DecimalMark | undefined {
  const digits = trimSeparators(written.replace(/[^\d.,]+/g, ''));
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return undefined;
  const decimalMark = digits.charAt(last) === ',' ? ',' : '.';
  const other = decimalMark === ',' ? '.' : ',';
  if (digits.includes(other)) return decimalMark;
  if (digits.indexOf(decimalMark) !== last) return other;
  const couldBeThousands = /^[1-9]\d{0,2}.\d{3}$/.test(digits);
  return couldBeThousands ? undefined : decimalMark;
}

/** Without the points and commas at the end. A pattern would search from each of them to the end. */
function trimSeparators(text: string): string {
  let end = text.length;
  while (end > 0 && '.,'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The number in a text; undefined where it is not a number with this decimal mark. */
export function parseNumber(written: string, decimalMark: DecimalMark): number | undefined {
  const plain = written
    .trim()
    .replace('−', '-')
    .replace(/(?<=\d)['’ \u00a0\u202f](?=\d{3}(?!\d))/g, '');
  const point = decimalMark === ',' ? plain.replace(/[.,]/g, swapSeparator) : plain;
  if (!/^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/.test(point) || !/\d/.test(point)) return undefined;
  const value = Number(point.replaceAll(',', ''));
  return isSafeAmount(value) ? value : undefined;
}

/** Whether a number is small enough to be a measurement: larger ones lose digits, and could become infinite in another unit. */
export const isSafeAmount = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER;

const swapSeparator = (separator: string): string => (separator === ',' ? '.' : ',');
