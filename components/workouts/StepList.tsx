import type { Step, WorkoutDoc } from '../../lib/intervals/workout-doc.ts';
import { stepWords } from './step-words.ts';

/** The steps of a workout in words, repeats as lists of their own. */
export function StepList({ steps, doc }: { steps: Step[]; doc: WorkoutDoc }) {
  return (
    <ol>
      {steps.map((step, n) => (
        <li key={n}>
          {stepWords(step, doc)}
          {step.steps && <StepList steps={step.steps} doc={doc} />}
        </li>
      ))}
    </ol>
  );
}
