import { useMemo } from 'preact/hooks';
import { heightOn } from '../../lib/workouts/axis.ts';
import type { Place } from '../../lib/workouts/layout.ts';
import type { Profile } from '../../lib/workouts/profile.ts';
import { HEIGHT, type Shape, seamsOf, shapesOf, WIDTH, x, y } from './shapes.ts';
import './WorkoutPicture.css';

interface Props {
  profile: Profile;
  /** How wide a step must be, as a part of the whole, to stand apart from the next. */
  leastWidth: number;
  /** Values that have a line behind the profile. */
  grid?: number[] | undefined;
  marked?: Place | undefined;
}

/** The bare profile, for the eye alone. */
export function ProfileDrawing({ profile, leastWidth, grid = [], marked }: Props) {
  const { length, axis } = profile;
  const shapes = useMemo(() => shapesOf(profile), [profile]);
  const seams = useMemo(() => seamsOf(profile, leastWidth), [profile, leastWidth]);
  const draw = ({ look, sure, range }: Shape) => (
    <g key={look} class={`profile-${look}`}>
      {range && <path class="profile-range" d={range} />}
      <path d={sure} />
    </g>
  );
  const across = (value: number) => (axis ? `M0 ${y(heightOn(axis, value))}H${WIDTH}` : '');
  return (
    <svg class="profile" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {grid.length > 0 && <path class="profile-grid" d={grid.map(across).join('')} />}
      {shapes.filter(({ look }) => look !== 'none').map(draw)}
      <path class="profile-seams" d={seams} />
      {shapes.filter(({ look }) => look === 'none').map(draw)}
      {axis?.threshold !== undefined && <path class="profile-threshold" d={across(axis.threshold)} />}
      {marked && (
        <path
          class="profile-marked"
          d={`M${x(marked.from, length)} 0V${HEIGHT}H${x(marked.to, length)}V0Z`}
        />
      )}
    </svg>
  );
}
