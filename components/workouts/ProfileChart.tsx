import type { WorkoutDoc } from '../../lib/intervals/workout-doc.ts';
import type { Profile } from '../../lib/workouts/profile.ts';
import { ProfileDrawing } from './ProfileDrawing.tsx';
import { workoutWords } from './step-words.ts';

interface Props {
  profile: Profile;
  doc: WorkoutDoc;
  name: string;
}

/** The profile with its scales. */
export function ProfileChart({ profile, doc, name }: Props) {
  return (
    <figure class="profile-chart" aria-label={name}>
      <ProfileDrawing profile={profile} mostSeams={150} />
      <p class="visually-hidden">{workoutWords(doc)}</p>
    </figure>
  );
}
