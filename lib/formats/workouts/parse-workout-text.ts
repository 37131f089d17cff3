import { omitUndefined } from '../../platform/omit-undefined.ts';
import { type ParsedTextStep, parseTextStep } from './parse-text-step.ts';
import { getPlannedMetres, getPlannedSeconds } from './parsed-workout.ts';
import type { WorkoutDoc, WorkoutStep } from './workout-doc.ts';
import { MAX_REPEATS, MAX_WORKOUT_STEPS } from './workout-limits.ts';

/** A line of native text. */
export interface TextLine {
  /** Counted from 1. */
  number: number;
  written: string;
  kind: 'blank' | 'header' | 'step';
  /** What a header repeats: "Main set 3x". */
  reps?: number;
  step?: ParsedTextStep;
}

/** Native workout text, line by line. */
export function parseLines(text: string): TextLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .slice(0, MAX_WORKOUT_STEPS)
    .map((written, index) => parseLine(written, index + 1));
}

function parseLine(written: string, number: number): TextLine {
  const line = { number, written };
  if (written.trim() === '') return { ...line, kind: 'blank' };
  const [, stepText] = /^\s*-\s*(.*)$/.exec(written) ?? [];
  if (stepText !== undefined) return { ...line, kind: 'step', step: parseTextStep(stepText) };
  const reps = Number(/(?:^|\s)(\d+)\s?x\s*$/i.exec(written)?.[1] ?? 0);
  return { ...line, kind: 'header', ...(reps > 0 && { reps: Math.min(reps, MAX_REPEATS) }) };
}

/**
 * The workout in a native text (reference §8), as it is meant; `traps.ts` says where the server would take it otherwise.
 * Without steps it is a plain description.
 */
export function parseWorkoutText(text: string): WorkoutDoc {
  const steps: WorkoutStep[] = [];
  let openSteps = steps;
  let part: Pick<WorkoutStep, 'warmup' | 'cooldown'> = {};
  for (const { kind, written, reps, step } of parseLines(text)) {
    if (kind === 'step' && step) {
      openSteps.push({ ...step.step, ...part });
      continue;
    }
    // A blank line ends a repeat, and what is a warm-up ends with the next header.
    openSteps = steps;
    if (kind === 'blank') continue;
    part = /^\s*warm-?\s?up\b/i.test(written)
      ? { warmup: true }
      : /^\s*cool-?\s?down\b/i.test(written)
        ? { cooldown: true }
        : {};
    if (reps === undefined) continue;
    openSteps = [];
    steps.push({ reps, steps: openSteps });
  }
  const nonEmpty = steps.filter(step => step.steps?.length !== 0);
  return omitUndefined({
    steps: nonEmpty,
    durationSecs: getPlannedSeconds(nonEmpty),
    distanceM: getPlannedMetres(nonEmpty),
  });
}
