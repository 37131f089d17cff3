import type { Sport } from '../../formats/sport.ts';
import type { TargetType, WorkoutDoc } from '../../formats/workouts/workout-doc.ts';
import type { CalendarDate } from '../../platform/calendar-date.ts';

/** Categories of calendar events (https://intervals.icu/api-docs.html); newer ones count as "OTHER". */
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
  /** First and last local day of the athlete. */
  day: CalendarDate;
  lastDay: CalendarDate;
  /** "17:30", if a time of day is planned. */
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
  /** Id of the activity that completed it. */
  activity?: string;
  externalId?: string;
  /** When it last changed, in the API's own format. */
  updated?: string;
  /** Why it could not be sent to connected services: "Garmin: …". */
  pushErrors?: string[];
}

/** A file that Intervals.icu made of a planned workout. Neither its name nor its bytes are checked yet. */
export interface WorkoutFile {
  name: string;
  base64: string;
}

export const isWorkoutEvent = ({ category }: CalendarEvent): boolean => category === 'WORKOUT';

/** Whether a file can be made of it: many workouts are only a text. */
export const hasSteps = ({ doc }: CalendarEvent): boolean => doc !== undefined && doc.steps.length > 0;
