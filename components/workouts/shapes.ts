import type { Place } from '../../lib/workouts/layout.ts';
import type { Bar, Look, Profile } from '../../lib/workouts/profile.ts';

/** The box that a profile is drawn in. It is stretched to whatever place there is. */
export const WIDTH = 1000;
export const HEIGHT = 100;

/** All bars of one look as two outlines: what is asked for surely, and the range above it. */
export interface Shape {
  look: Look;
  sure: string;
  range: string;
}

/** The outlines of a profile, one shape for each look: a thousand bars cost a dozen elements. */
export function shapesOf({ bars, length }: Profile): Shape[] {
  return [...Map.groupBy(bars, ({ look }) => look)].map(([look, alike]) => ({
    look,
    sure: alike.map(bar => outline(bar, [0, 0], bar.low, length)).join(''),
    range: alike
      .filter(({ low, high }) => low[0] !== high[0])
      .map(bar => outline(bar, bar.low, bar.high, length))
      .join(''),
  }));
}

/** The lines between steps that are both at least so wide, as parts of the whole: a line would hide a narrower one. */
export const seamsOf = ({ places, length }: Profile, leastWidth: number): string =>
  places
    .filter((place, n) => [places[n - 1], place].every(side => side && isWide(side, length * leastWidth)))
    .map(({ from }) => `M${x(from, length)} 0V${HEIGHT}`)
    .join('');

const isWide = ({ from, to }: Place, least: number): boolean => to - from >= least;

/** Where in the box something stands that is so far along. */
export const x = (at: number, length: number): number => round(Math.min(1, at / length) * WIDTH);

/** Where in the box something ends that is so high, 0 to 1. */
export const y = (height: number): number => round((1 - height) * HEIGHT);

function outline({ from, to }: Bar, bottom: [number, number], top: [number, number], length: number): string {
  const [left, right] = [x(from, length), x(to, length)];
  return `M${left} ${y(bottom[0])}V${y(top[0])}L${right} ${y(top[1])}V${y(bottom[1])}Z`;
}

const round = (n: number): number => Math.round(n * 100) / 100;
