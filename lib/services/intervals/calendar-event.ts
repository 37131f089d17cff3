import type { Sport } from '../../formats/sport.ts';
import type { TargetType, WorkoutDoc } from '../../formats/workouts/workout-doc.ts';
import type { CalendarDate } from '../../platform/calendar-date.ts';

/** What can stand on the calendar (reference §7); anything newer counts as "OTHER". */
export const EVENT_CATEGORIES = [
  'WORKOUT',
  'RACE_A',
  'RACE_B',
  'RACE_C',
  'NOTE',
  'PLAN',
  'HOLIDAY',
  'SICK',
  'INJURED',
  'SET_EFTP',
  'FITNESS_DAYS',
  'SEASON_START',
  'TARGET',
  'SET_FITNESS',
] as const;

export type EventCategory = (typeof EVENT_CATEGORIES)[number] | 'OTHER';

/** An entry of the athlete's calendar on Intervals.icu: a planned workout, a note, a race, a holiday. */
export interface CalendarEvent {
  id: number;
  category: EventCategory;
  name: string;
  /** Intervals.icu's activity type, "VirtualRide"; absent for notes. */
  type?: string;
  sport: Sport;
  /** First and last day, in the athlete's own calendar. */
  day: CalendarDate;
  lastDay: CalendarDate;
  /** "17:30", where a time of day is planned. */
  time?: string;
  indoor?: boolean;
  description?: string;
  movingSecs?: number;
  distanceM?: number;
  load?: number;
  /** Percent of threshold. */
  intensity?: number;
  target?: TargetType;
  doc?: WorkoutDoc;
  /** The activity that was done for it. */
  activity?: string;
  externalId?: string;
  /** When it last changed, as Intervals.icu writes it. */
  updated?: string;
  /** Why it did not reach a connected device: "Garmin: …". */
  pushErrors?: string[];
}

/** A file that Intervals.icu made of a planned workout, as it came: neither name nor bytes are to be trusted. */
export interface WorkoutFile {
  name: string;
  base64: string;
}

export const isWorkoutEvent = ({ category }: CalendarEvent): boolean => category === 'WORKOUT';

/** Whether there is anything that a file could be made of: many a workout is a text, and no more. */
export const hasSteps = ({ doc }: CalendarEvent): boolean => doc !== undefined && doc.steps.length > 0;
