import type { CalendarDate } from '../../platform/calendar-date.ts';
import type { EventDraft } from '../../services/intervals/calendar-events.ts';

/** A change that the user made to the calendar: logged before it is done, and stored until it is undone. */
export interface CalendarOperation {
  id: string;
  athlete: string;
  /** Operations with the same value were requested together, and are undone together. */
  batch: string;
  atMs: number;
  /** Of the workout. */
  name: string;
  /** It was started, and may have been done: Intervals.icu did not respond, or the worker was stopped. */
  unconfirmed?: true;
  /** The user has seen it, and does not want to undo it. */
  dismissed?: true;
  change: AddChange | MoveChange | DeleteChange;
}

export interface AddChange {
  kind: 'added' | 'copied';
  day: CalendarDate;
  /** Absent as long as it is `unsure`. */
  event?: number;
  /** Intervals.icu made a workout of another length: a question to the user, until it is answered. */
  lengths?: LengthDifference;
}

export interface LengthDifference {
  expectedSecs: number;
  madeSecs: number;
}

export interface MoveChange {
  kind: 'moved';
  event: number;
  from: EventStart;
  to: EventStart;
}

export interface DeleteChange {
  kind: 'deleted';
  event: number;
  day: CalendarDate;
  /** The activity that was done for it. */
  activity?: string | undefined;
  /** What makes it again. */
  draft: EventDraft;
  /** What has to come of that. */
  expected: ExpectedWorkout;
}

/** A day, and a time of it where one is planned: "17:30". In the athlete's own calendar. */
export interface EventStart {
  day: CalendarDate;
  time?: string | undefined;
}

/** What Intervals.icu should find in a workout. Without steps it is useless; another length is a question to the user. */
export interface ExpectedWorkout {
  /** It has steps, not only words. */
  structured: boolean;
  /** Seconds; absent where they depend on the athlete. */
  durationSecs?: number;
  /** By how many seconds roundings may add up. */
  toleranceSecs: number;
}

/** `start_date_local`: a time without a zone, so that it is the athlete's wherever they and this browser are. */
export const toLocalStart = ({ day, time }: EventStart): string => `${day}T${time ?? '00:00'}:00`;
