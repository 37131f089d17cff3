import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { WorkoutDoc } from '../../lib/intervals/workout-doc.ts';
import { profileOf } from '../../lib/workouts/profile.ts';
import { ProfileChart } from './ProfileChart.tsx';
import { ProfileDrawing } from './ProfileDrawing.tsx';
import { workoutWords } from './step-words.ts';
import './WorkoutPicture.css';

interface Props {
  doc: WorkoutDoc;
  /** What the workout is called. */
  name: string;
  /** A card shows the shape alone; in full there are scales, and each step tells its numbers. */
  size: 'card' | 'full';
}

/** A planned workout as a profile, with words for those who do not see it. */
export function WorkoutPicture({ doc, name, size }: Props) {
  const profile = useMemo(() => profileOf(doc), [doc]);
  const words = useMemo(() => workoutWords(doc), [doc]);
  if (!profile) return <p class="muted small">{i18n.t('profile.noSteps')}</p>;
  if (size === 'full') return <ProfileChart profile={profile} doc={doc} name={name} words={words} />;
  return (
    <div class="profile-card" role="img" aria-label={i18n.t('profile.label', { name, words })}>
      <ProfileDrawing profile={profile} leastWidth={0.04} />
    </div>
  );
}
