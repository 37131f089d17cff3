import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';
import { ProfileChart } from './ProfileChart.tsx';
import { ProfileDrawing } from './ProfileDrawing.tsx';
import { describeWorkout } from './step-descriptions.ts';
import { buildWorkoutProfile } from './workout-profile.ts';
import './WorkoutPicture.css';

interface Props {
  doc: WorkoutDoc;
  /** The name of the workout. */
  name: string;
  /** `card` shows only the shape; `full` has scales, and shows the numbers of each step. */
  size: 'card' | 'full';
}

/** A planned workout as a profile, with a description for screen readers. */
export function WorkoutPicture({ doc, name, size }: Props) {
  const profile = useMemo(() => buildWorkoutProfile(doc), [doc]);
  const summary = useMemo(() => describeWorkout(doc), [doc]);
  if (!profile) return <p class="muted small">{i18n.t('profile.noSteps')}</p>;
  if (size === 'full') return <ProfileChart profile={profile} doc={doc} name={name} summary={summary} />;
  return (
    <div class="profile-card" role="img" aria-label={i18n.t('profile.label', { name, words: summary })}>
      <ProfileDrawing profile={profile} minWidth={0.04} />
    </div>
  );
}
