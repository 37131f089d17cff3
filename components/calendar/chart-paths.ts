import type { PlacedStep } from './workout-layout.ts';
import type { BarStyle, ProfileBar, WorkoutProfile } from './workout-profile.ts';

/** Size of the viewBox of a profile; the picture is stretched to its element. */
export const CHART_WIDTH = 1000;
export const CHART_HEIGHT = 100;

/** All bars of one style as two outlines: the lower end of the target, and the range above it. */
export interface ChartPath {
  style: BarStyle;
  lower: string;
  range: string;
}

/** The outlines of a profile, one shape for each style: a thousand bars need a dozen elements. */
export function toChartPaths({ bars, length }: WorkoutProfile): ChartPath[] {
  return [...Map.groupBy(bars, ({ style }) => style)].map(([style, alike]) => ({
    style,
    lower: alike.map(bar => outline(bar, [0, 0], bar.low, length)).join(''),
    range: alike
      .filter(({ low, high }) => low[0] !== high[0])
      .map(bar => outline(bar, bar.low, bar.high, length))
      .join(''),
  }));
}

/** Lines between neighbouring steps that both have at least this part of the width: a line would hide a narrower step. */
export const toSeparatorPath = ({ placedSteps, length }: WorkoutProfile, minWidth: number): string =>
  placedSteps
    .filter((placedStep, n) => [placedSteps[n - 1], placedStep].every(side => side && isWide(side, length * minWidth)))
    .map(({ from }) => `M${toChartX(from, length)} 0V${CHART_HEIGHT}`)
    .join('');

const isWide = ({ from, to }: PlacedStep, min: number): boolean => to - from >= min;

/** Horizontal position in the viewBox. */
export const toChartX = (at: number, length: number): number => round(Math.min(1, at / length) * CHART_WIDTH);

/** Vertical position in the viewBox of a height from 0 to 1. */
export const toChartY = (height: number): number => round((1 - height) * CHART_HEIGHT);

function outline({ from, to }: ProfileBar, bottom: [number, number], top: [number, number], length: number): string {
  const [left, right] = [toChartX(from, length), toChartX(to, length)];
  return `M${left} ${toChartY(bottom[0])}V${toChartY(top[0])}L${right} ${toChartY(top[1])}V${toChartY(bottom[1])}Z`;
}

const round = (n: number): number => Math.round(n * 100) / 100;
