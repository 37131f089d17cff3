import { MINUTE, SECOND } from '../../platform/time.ts';
import { ANY_EVENT_SUBJECT, type Change, eventSubject, getSubjects, wellnessSubject } from './change.ts';

/** When something happened: at a moment, or at some moment in between. Milliseconds since the epoch. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

/** Something that is known to have happened, told by a webhook or a look, or done by Musette itself. */
export interface DedupeEntry extends TimeSpan {
  subject: string;
}

/** A change that arrived, with the time in which it happened. */
export interface FeedEvent extends TimeSpan {
  change: Change;
}

/**
 * Intervals.icu waits a minute before it tells of an analysis, and what happened to an activity in that minute is one event (§13). The
 * recorded one came 60.06 s after its upload, so a moment more is given.
 */
const SAME_EVENT_MS = MINUTE + 5 * SECOND;

/** What is left of a change when all that is known is taken out of it; undefined when that is nothing. */
export function withoutDuplicates(
  { change, ...span }: FeedEvent,
  known: readonly DedupeEntry[],
): Change | undefined {
  const isNew = (subject: string) =>
    !known.some(one => isSameSubject(one.subject, subject) && isSameTime(one, span));
  if (!getSubjects(change).some(isNew)) return undefined;
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
export const toDedupeEntries = ({ change, ...span }: FeedEvent): DedupeEntry[] =>
  getSubjects(change).map(subject => ({ subject, ...span }));

/** Two looks that follow one another touch, and what the second one finds happened after the first. */
function isSameTime(a: TimeSpan, b: TimeSpan): boolean {
  if (!isInstant(a) && !isInstant(b)) return a.fromMs < b.toMs && b.fromMs < a.toMs;
  return a.fromMs <= b.toMs + SAME_EVENT_MS && b.fromMs <= a.toMs + SAME_EVENT_MS;
}

const isInstant = ({ fromMs, toMs }: TimeSpan): boolean => fromMs === toMs;

const isSameSubject = (a: string, b: string): boolean =>
  a === b || ((a === ANY_EVENT_SUBJECT || b === ANY_EVENT_SUBJECT) && isEventSubject(a) && isEventSubject(b));

const isEventSubject = (subject: string): boolean => subject.startsWith(eventSubject(''));
