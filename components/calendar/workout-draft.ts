import { i18n } from '#i18n';
import type { NewCalendarWorkout } from '../../lib/features/calendar/calendar-commands.ts';
import { parseWorkout } from '../../lib/formats/workouts/parse-workout.ts';
import { parseWorkoutText } from '../../lib/formats/workouts/parse-workout-text.ts';
import type { ParsedWorkout } from '../../lib/formats/workouts/parsed-workout.ts';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';

/** The fields of a draft that a person fills in. */
export interface DraftFieldValues {
  name: string;
  /** An activity type of Intervals.icu. */
  type: string;
  day: CalendarDate;
  /** "17:30", or empty. */
  time: string;
  indoor: boolean;
}

/** A workout that is about to be added to the calendar: a file, or text in the format of Intervals.icu. */
export interface WorkoutDraft extends DraftFieldValues {
  id: string;
  content: File | string;
  /** The parsed file; absent for text, and until the file was parsed. */
  read?: ParsedWorkout;
  /** `known`: the calendar has it already, and nothing was changed. */
  state: 'reading' | 'ready' | 'refused' | 'sending' | 'failed' | 'known';
  problem?: PlainProblem | undefined;
  /** The id of the upload that it came from. */
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

/** Parses the file of a draft. Returns the changes to the draft: ready, or refused with a reason. */
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

/** The part of a draft that is sent. */
export const toNewWorkout = ({ content, name, type, day, time, indoor }: WorkoutDraft): NewCalendarWorkout => ({
  content,
  name: name.trim(),
  type,
  day,
  indoor,
  ...(time && { time }),
});

/** Whether a draft can be added now. */
export const isDraftReady = ({ state, name, content, day }: WorkoutDraft): boolean =>
  (state === 'ready' || state === 'failed') && name.trim() !== '' && day !== '' && content !== '';

/** Whether a file in a dropped folder is named like a workout. For single files the bytes decide. */
export const hasWorkoutExtension = (name: string): boolean => /\.(zwo|mrc|erg|fit|txt)$/i.test(name);
