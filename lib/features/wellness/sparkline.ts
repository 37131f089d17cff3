/** The values of a field over a range of days, as a line in a box of 1 × 1 with y pointing down. */
interface Sparkline {
  /** SVG path data, with gaps for days without a value; a single day is a dot. */
  path: string;
  min: number;
  max: number;
  /** The last value; `lastIndex` is its day in the range. */
  last: number;
  lastIndex: number;
}

/** Undefined for a range without values. */
export function createSparkline(values: readonly (number | undefined)[]): Sparkline | undefined {
  const numbers = values.filter(value => value !== undefined);
  const last = numbers.at(-1);
  if (last === undefined) return undefined;
  const min = Math.min(...numbers);
  const max = Math.max(...numbers);
  const x = (index: number) => (values.length < 2 ? 0.5 : index / (values.length - 1));
  // A constant value runs through the middle.
  const y = (value: number) => (max === min ? 0.5 : (max - value) / (max - min));
  const formatPoint = (value: number, index: number) => `${roundCoordinate(x(index))} ${roundCoordinate(y(value))}`;
  const path = values.map((value, index) => {
    if (value === undefined) return '';
    if (index > 0 && values[index - 1] !== undefined) return `L${formatPoint(value, index)}`;
    return `M${formatPoint(value, index)}${values[index + 1] === undefined ? 'h0' : ''}`;
  });
  return { path: path.join(''), min, max, last, lastIndex: values.lastIndexOf(last) };
}

const roundCoordinate = (n: number): string => String(Math.round(n * 10_000) / 10_000);
