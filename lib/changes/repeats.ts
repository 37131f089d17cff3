import { MINUTE, SECOND } from '../time.ts';
import { ANY_EVENT, type Change, eventSubject, subjectsOf, wellnessSubject } from './change.ts';

/** When something happened: at a moment, or at some moment in between. Milliseconds since the epoch. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Something that is known to have happened, told by a webhook or a look, or done by Musette itself. */
export interface Known extends Span {
  subject: string;
}

/** A change that arrived, with the time in which it happened. */
export interface Arrived extends Span {
  change: Change;
}

/**
 * Intervals.icu waits a minute before it tells of an analysis, and what happened to an activity in that minute is one event (§13). The
 * recorded one came 60.06 s after its upload, so a moment more is given.
 */
const TOGETHER_MS = MINUTE + 5 * SECOND;

/** What is left of a change when all that is known is taken out of it; undefined when that is nothing. */
export function withoutKnown({ change, ...span }: Arrived, known: readonly Known[]): Change | undefined {
  const isNew = (subject: string) => !known.some(one => isAlike(one.subject, subject) && isClose(one, span));
  if (!subjectsOf(change).some(isNew)) return undefined;
  if (change.type === 'CALENDAR_UPDATED') {
    const isNewEvent = ({ id }: { id: string }) => isNew(eventSubject(id));
    return {
      ...change,
      events: change.events.filter(isNewEvent),
      deleted_events: change.deleted_events.filter(isNewEvent),
    };
  }
  if (change.type !== 'WELLNESS_UPDATED') return change;
  return { ...change, records: change.records.filter(({ id }) => isNew(wellnessSubject(id))) };
}

/** What there is to know of a change once it was told. */
export const knownOf = ({ change, ...span }: Arrived): Known[] =>
  subjectsOf(change).map(subject => ({ subject, ...span }));

/** Two looks that follow one another touch, and what the second one finds happened after the first. */
function isClose(a: Span, b: Span): boolean {
  if (!isMoment(a) && !isMoment(b)) return a.fromMs < b.toMs && b.fromMs < a.toMs;
  return a.fromMs <= b.toMs + TOGETHER_MS && b.fromMs <= a.toMs + TOGETHER_MS;
}

const isMoment = ({ fromMs, toMs }: Span): boolean => fromMs === toMs;

const isAlike = (a: string, b: string): boolean =>
  a === b || ((a === ANY_EVENT || b === ANY_EVENT) && isEvent(a) && isEvent(b));

const isEvent = (subject: string): boolean => subject.startsWith(eventSubject(''));
