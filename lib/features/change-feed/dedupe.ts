import { MINUTE, SECOND } from '../../platform/time.ts';
import { ANY_EVENT_SUBJECT, type Change, eventSubject, getSubjects, wellnessSubject } from './change.ts';

/** When something happened: at one moment, or at some moment between two. Milliseconds since the epoch. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

/** A known change, reported by a webhook, found by a poll or made by Musette itself. */
export interface DedupeEntry extends TimeSpan {
  subject: string;
}

/** A change that a feed has delivered, with the time when it happened. */
export interface FeedEvent extends TimeSpan {
  change: Change;
}

/**
 * Intervals.icu waits a minute before it reports an analysis, and what happens to an activity within that minute is one event
 * (https://forum.intervals.icu/t/80090). A recorded report came 60.06 s after the upload, so five seconds are added.
 */
const SAME_EVENT_MS = MINUTE + 5 * SECOND;

/** A change without the parts that are known already; undefined if nothing is left. */
export function withoutDuplicates({ change, ...span }: FeedEvent, known: readonly DedupeEntry[]): Change | undefined {
  const isNew = (subject: string) => !known.some(one => isSameSubject(one.subject, subject) && isSameTime(one, span));
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

/** The entries by which a change is recognised when it comes again. */
export const toDedupeEntries = ({ change, ...span }: FeedEvent): DedupeEntry[] =>
  getSubjects(change).map(subject => ({ subject, ...span }));

/** The spans of two consecutive polls only touch: what the second one found happened after the first. */
function isSameTime(a: TimeSpan, b: TimeSpan): boolean {
  if (!isInstant(a) && !isInstant(b)) return a.fromMs < b.toMs && b.fromMs < a.toMs;
  return a.fromMs <= b.toMs + SAME_EVENT_MS && b.fromMs <= a.toMs + SAME_EVENT_MS;
}

const isInstant = ({ fromMs, toMs }: TimeSpan): boolean => fromMs === toMs;

const isSameSubject = (a: string, b: string): boolean =>
  a === b || ((a === ANY_EVENT_SUBJECT || b === ANY_EVENT_SUBJECT) && isEventSubject(a) && isEventSubject(b));

const isEventSubject = (subject: string): boolean => subject.startsWith(eventSubject(''));
