import type { WorkoutDoc, WorkoutStep } from '../../lib/formats/workouts/workout-doc.ts';
import { describeStep } from './step-descriptions.ts';

/** The steps of a workout as text, repeats as nested lists. */
export function StepList({ steps, doc }: { steps: WorkoutStep[]; doc: WorkoutDoc }) {
  return (
    <ol>
      {steps.map((step, n) => (
        <li key={n}>
          {describeStep(step, doc)}
          {step.steps && <StepList steps={step.steps} doc={doc} />}
        </li>
      ))}
    </ol>
  );
}
