import { i18n } from '#i18n';
import type { NewCalendarWorkout } from '../../lib/features/calendar/calendar-commands.ts';
import { parseWorkout } from '../../lib/formats/workouts/parse-workout.ts';
import { parseWorkoutText } from '../../lib/formats/workouts/parse-workout-text.ts';
import type { ParsedWorkout } from '../../lib/formats/workouts/parsed-workout.ts';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';

/** What a person says about a workout before it goes to the calendar. */
export interface DraftFieldValues {
  name: string;
  /** Intervals.icu's activity type. */
  type: string;
  day: CalendarDate;
  /** "17:30", or empty. */
  time: string;
  indoor: boolean;
}

/** A workout that is about to go to the calendar: a file, or native text. */
export interface WorkoutDraft extends DraftFieldValues {
  id: string;
  content: File | string;
  /** What the file says; absent for text, and until it was read. */
  read?: ParsedWorkout;
  /** `known`: it stands on the calendar already, and nothing was done. */
  state: 'reading' | 'ready' | 'refused' | 'sending' | 'failed' | 'known';
  problem?: PlainProblem | undefined;
  /** The row of the outbox that it came from. */
  upload?: string;
}

export const createDraft = (content: File | string, day: CalendarDate, upload?: string): WorkoutDraft => ({
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
export async function readDraftFile(file: File): Promise<Partial<WorkoutDraft>> {
  try {
    const read = await parseWorkout(file);
    return { read, name: read.name, ...(read.type && { type: read.type }), state: 'ready' };
  } catch (thrown) {
    return { state: 'refused', problem: Problem.from(thrown).toPlain() };
  }
}

export const getDraftDoc = ({ content, read }: WorkoutDraft): WorkoutDoc | undefined =>
  typeof content === 'string' ? parseWorkoutText(content) : read?.doc;

/** What is sent of a draft. */
export const toNewWorkout = ({
  content,
  name,
  type,
  day,
  time,
  indoor,
}: WorkoutDraft): NewCalendarWorkout => ({
  content,
  name: name.trim(),
  type,
  day,
  indoor,
  ...(time && { time }),
});

/** Whether it could go now. A refused file never can, one that is being read not yet, and a known one once it was changed. */
export const isDraftReady = ({ state, name, content, day }: WorkoutDraft): boolean =>
  (state === 'ready' || state === 'failed') && name.trim() !== '' && day !== '' && content !== '';

/** Files in a folder that may be workouts; of single files the bytes decide. */
export const hasWorkoutExtension = (name: string): boolean => /\.(zwo|mrc|erg|fit|txt)$/i.test(name);
