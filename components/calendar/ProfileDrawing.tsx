import { useMemo } from 'preact/hooks';
import { toHeight } from './chart-axis.ts';
import {
  CHART_HEIGHT,
  CHART_WIDTH,
  type ChartPath,
  toChartPaths,
  toChartX,
  toChartY,
  toSeparatorPath,
} from './chart-paths.ts';
import type { PlacedStep } from './workout-layout.ts';
import type { WorkoutProfile } from './workout-profile.ts';
import './WorkoutPicture.css';

interface Props {
  profile: WorkoutProfile;
  /** The minimum width of a step, as a part of the whole, to be separated from the next by a line. */
  minWidth: number;
  /** Values with a line behind the profile. */
  grid?: number[] | undefined;
  marked?: PlacedStep | undefined;
}

/** The bare profile, hidden from screen readers. */
export function ProfileDrawing({ profile, minWidth, grid = [], marked }: Props) {
  const { length, axis } = profile;
  const shapes = useMemo(() => toChartPaths(profile), [profile]);
  const seams = useMemo(() => toSeparatorPath(profile, minWidth), [profile, minWidth]);
  const renderPaths = ({ style, lower, range }: ChartPath) => (
    <g key={style} class={`profile-${style}`}>
      {range && <path class="profile-range" d={range} />}
      <path d={lower} />
    </g>
  );
  const toHorizontalLine = (value: number) => (axis ? `M0 ${toChartY(toHeight(axis, value))}H${CHART_WIDTH}` : '');
  return (
    <svg class="profile" viewBox={`0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {grid.length > 0 && <path class="profile-grid" d={grid.map(toHorizontalLine).join('')} />}
      {shapes.filter(({ style }) => style !== 'none').map(renderPaths)}
      <path class="profile-seams" d={seams} />
      {shapes.filter(({ style }) => style === 'none').map(renderPaths)}
      {axis?.threshold !== undefined && <path class="profile-threshold" d={toHorizontalLine(axis.threshold)} />}
      {marked && (
        <path
          class="profile-marked"
          d={`M${toChartX(marked.from, length)} 0V${CHART_HEIGHT}H${toChartX(marked.to, length)}V0Z`}
        />
      )}
    </svg>
  );
}
