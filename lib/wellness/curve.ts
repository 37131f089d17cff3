/** The values of a field over a range of days, as a line in a box of 1 × 1, upside down as pictures are. */
export interface Curve {
  /** SVG path data. It breaks where days have no value; a day alone is a dot. */
  path: string;
  least: number;
  most: number;
  /** The last value, and which day of the range it is of. */
  last: number;
  lastIndex: number;
}

/** Undefined where no day has a number. */
export function curveOf(values: readonly (number | undefined)[]): Curve | undefined {
  const numbers = values.filter(value => value !== undefined);
  const last = numbers.at(-1);
  if (last === undefined) return undefined;
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  const x = (index: number) => (values.length < 2 ? 0.5 : index / (values.length - 1));
  // What never changes runs through the middle.
  const y = (value: number) => (most === least ? 0.5 : (most - value) / (most - least));
  const at = (value: number, index: number) => `${short(x(index))} ${short(y(value))}`;
  const path = values.map((value, index) => {
    if (value === undefined) return '';
    if (index > 0 && values[index - 1] !== undefined) return `L${at(value, index)}`;
    return `M${at(value, index)}${values[index + 1] === undefined ? 'h0' : ''}`;
  });
  return { path: path.join(''), least, most, last, lastIndex: values.lastIndexOf(last) };
}

const short = (n: number): string => String(Math.round(n * 10_000) / 10_000);
