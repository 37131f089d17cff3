import { expect } from 'vitest';
import { readWorkout } from './read-workout.ts';
import { type StepJson, unrolled } from './step.ts';
import type { Athletics } from './targets.ts';
import { makeWorkoutFile } from './workout-file.ts';

/** Expects a file to have step lengths, and the same content, texts included, after it was written as zwo and read again. */
export function expectKept(name: string, bytes: Uint8Array, athletics: Athletics): void {
  const { steps } = readWorkout(name, bytes);
  expect(unrolled(steps).every(({ duration = 0, distance = 0 }) => duration + distance > 0)).toBe(true);
  const again = makeWorkoutFile('zwo', { name, description: null, steps, athletics }).toString();
  expect(textsIn(again)).toBe(textsIn(Buffer.from(bytes).toString()));
  expect(kept(readWorkout('a.zwo', Buffer.from(again)).steps)).toEqual(kept(steps));
}

function textsIn(zwo: string): number {
  return zwo.match(/<textevent/g)?.length ?? 0;
}

function kept(steps: readonly StepJson[]) {
  return unrolled(steps).map(({ text, duration, power }) => ({
    text,
    duration,
    power: power?.units === '%ftp' && power,
  }));
}
