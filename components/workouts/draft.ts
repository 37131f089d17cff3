import { i18n } from '#i18n';
import type { Day } from '../../lib/day.ts';
import type { WorkoutDoc } from '../../lib/intervals/workout-doc.ts';
import { type PlainProblem, Problem } from '../../lib/problem.ts';
import type { Planned } from '../../lib/workouts/plan/plan.ts';
import { readWorkout } from '../../lib/workouts/read/read-file.ts';
import type { ReadWorkout } from '../../lib/workouts/read/read-workout.ts';
import { readText } from '../../lib/workouts/read/text.ts';

/** What a person says about a workout before it goes to the calendar. */
export interface Fields {
  name: string;
  /** Intervals.icu's activity type. */
  type: string;
  day: Day;
  /** "17:30", or empty. */
  time: string;
  indoor: boolean;
}

/** A workout that is about to go to the calendar: a file, or native text. */
export interface Draft extends Fields {
  id: string;
  content: File | string;
  /** What the file says; absent for text, and until it was read. */
  read?: ReadWorkout;
  /** `known`: it stands on the calendar already, and nothing was done. */
  state: 'reading' | 'ready' | 'refused' | 'sending' | 'failed' | 'known';
  problem?: PlainProblem | undefined;
  /** The row of the outbox that it came from. */
  upload?: string;
}

export const newDraft = (content: File | string, day: Day, upload?: string): Draft => ({
  id: crypto.randomUUID(),
  content,
  name: typeof content === 'string' ? i18n.t('plan.defaultName') : '',
  type: 'Ride',
  day,
  time: '',
  indoor: false,
  state: typeof content === 'string' ? 'ready' : 'reading',
  ...(upload && { upload }),
});

/** What becomes of a draft when its file was read: ready, or refused with a reason. */
export async function reading(file: File): Promise<Partial<Draft>> {
  try {
    const read = await readWorkout(file);
    return { read, name: read.name, ...(read.type && { type: read.type }), state: 'ready' };
  } catch (thrown) {
    return { state: 'refused', problem: Problem.from(thrown).toPlain() };
  }
}

export const docOf = ({ content, read }: Draft): WorkoutDoc | undefined =>
  typeof content === 'string' ? readText(content) : read?.doc;

/** What is sent of a draft. */
export const plannedOf = ({ content, name, type, day, time, indoor }: Draft): Planned => ({
  content,
  name: name.trim(),
  type,
  day,
  indoor,
  ...(time && { time }),
});

/** Whether it could go now. A refused file never can, one that is being read not yet, and a known one once it was changed. */
export const isReady = ({ state, name, content, day }: Draft): boolean =>
  (state === 'ready' || state === 'failed') && name.trim() !== '' && day !== '' && content !== '';

/** Files in a folder that may be workouts; of single files the bytes decide. */
export const isNamedLikeAWorkout = (name: string): boolean => /\.(zwo|mrc|erg|fit|txt)$/i.test(name);
