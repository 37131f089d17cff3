import { single } from './single.ts';
import { meanOf, type StepJson } from './step.ts';
import { type Athletics, resolveHr, resolvePace, resolvePower } from './targets.ts';

/** The steps with their targets in watts, bpm and m/s next to the planned ones, by the rules in fixtures/samples/README.md. */
export function resolveSteps(steps: readonly StepJson[], athletics: Athletics): StepJson[] {
  return steps.map(step => {
    if (step.steps) return { ...step, steps: resolveSteps(step.steps, athletics) };
    const watts = step.power && resolvePower(step.power, athletics);
    const bpm = step.hr && resolveHr(step.hr, athletics);
    const speed = step.pace && resolvePace(step.pace, athletics);
    return {
      ...step,
      ...(watts && { _power: watts }),
      ...(bpm && { _hr: bpm }),
      ...(speed && { _pace: speed }),
      ...(speed && !step.distance && step.duration && { _distance: covered(meanOf(speed), step.duration) }),
    };
  });
}

/**
 * The steps with a duration each: a distance takes as long as it takes at its pace. Without a pace, the server
 * assumes 30 km/h (350 m in 42 s: samples/workout_doc_from_text.json).
 */
export function timedSteps(steps: readonly StepJson[], athletics: Athletics): StepJson[] {
  return steps.map(step => {
    if (step.steps) return { ...step, steps: timedSteps(step.steps, athletics) };
    if (step.duration !== undefined || step.distance === undefined) return step;
    const speed = step.pace && resolvePace(step.pace, athletics);
    return { ...step, duration: Math.trunc(single(step.distance / (speed ? meanOf(speed) : 30 / 3.6))) };
  });
}

/** The steps as they were planned. */
export function unresolved(steps: readonly StepJson[]): StepJson[] {
  return steps.map(({ _power, _hr, _pace, _distance, ...step }) =>
    step.steps ? { ...step, steps: unresolved(step.steps) } : step,
  );
}

function covered(speed: number, seconds: number): number {
  return single(speed * seconds);
}
