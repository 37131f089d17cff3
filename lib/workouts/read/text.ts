import { present } from '../../files/present.ts';
import type { Step, WorkoutDoc } from '../../intervals/workout-doc.ts';
import { MAX_REPEATS, MAX_STEPS } from './limits.ts';
import { plannedMetres, plannedSecs } from './read-workout.ts';
import { readStep, type TextStep } from './text-step.ts';

/** A line of native text. */
export interface TextLine {
  /** Counted from 1. */
  number: number;
  written: string;
  kind: 'blank' | 'header' | 'step';
  /** What a header repeats: "Main set 3x". */
  reps?: number;
  step?: TextStep;
}

/** Native workout text, line by line. */
export function linesOf(text: string): TextLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .slice(0, MAX_STEPS)
    .map((written, index) => lineOf(written, index + 1));
}

function lineOf(written: string, number: number): TextLine {
  const line = { number, written };
  if (written.trim() === '') return { ...line, kind: 'blank' };
  const [, behindDash] = /^\s*-\s*(.*)$/.exec(written) ?? [];
  if (behindDash !== undefined) return { ...line, kind: 'step', step: readStep(behindDash) };
  const reps = Number(/(?:^|\s)(\d+)\s?x\s*$/i.exec(written)?.[1] ?? 0);
  return { ...line, kind: 'header', ...(reps > 0 && { reps: Math.min(reps, MAX_REPEATS) }) };
}

/**
 * The workout in a native text (reference §8), as it is meant; `traps.ts` says where the server would take it otherwise.
 * Without steps it is a plain description.
 */
export function readText(text: string): WorkoutDoc {
  const steps: Step[] = [];
  let into = steps;
  let part: Pick<Step, 'warmup' | 'cooldown'> = {};
  for (const { kind, written, reps, step } of linesOf(text)) {
    if (kind === 'step' && step) {
      into.push({ ...step.step, ...part });
      continue;
    }
    // A blank line ends a repeat, and what is a warm-up ends with the next header.
    into = steps;
    if (kind === 'blank') continue;
    part = /^\s*warm-?\s?up\b/i.test(written)
      ? { warmup: true }
      : /^\s*cool-?\s?down\b/i.test(written)
        ? { cooldown: true }
        : {};
    if (reps === undefined) continue;
    into = [];
    steps.push({ reps, steps: into });
  }
  const real = steps.filter(step => step.steps?.length !== 0);
  return present({ steps: real, durationSecs: plannedSecs(real), distanceM: plannedMetres(real) });
}
