import { MINUTE, SECOND } from '../../platform/time.ts';
import {
  ANY_EVENT_SUBJECT,
  activitySubject,
  type Change,
  deletedActivitySubject,
  deletedEventSubject,
  eventSubject,
  getSubjects,
  overwrittenSubject,
  type WellnessRecord,
  wellnessSubject,
} from './change.ts';

/** When something happened: at one moment, or at some moment between two. Milliseconds since the epoch. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

/** A known change, reported by a webhook, found by a poll or made by Musette itself. */
export interface DedupeEntry extends TimeSpan {
  subject: string;
  /** When Intervals.icu says that it was last changed, in milliseconds since 1970; absent where it does not say. */
  version?: number | undefined;
  /** Musette made this change itself. */
  isOwn?: boolean | undefined;
}

/** The subject of a write of Musette, and the version that it has since, where the reply says. */
export type WrittenSubject = Pick<DedupeEntry, 'subject' | 'version'>;

/** A change that a feed has delivered, with the time when it happened. */
export interface FeedEvent extends TimeSpan {
  change: Change;
  /** Nothing has changed but values that Musette wrote, back to what they were. */
  isOnlyOverwritten?: boolean;
}

/**
 * Intervals.icu waits a minute before it reports an analysis, and what happens to an *activity* within that minute is one event
 * (https://forum.intervals.icu/t/80090). A recorded report came 60.06 s after the upload, so five seconds are added. Calendar and
 * wellness have no such wait: each of their changes is told.
 */
const SAME_EVENT_MS = MINUTE + 5 * SECOND;

/** How far two clocks, of this machine and of Intervals.icu, may differ. A recorded webhook was two seconds younger than its change. */
const CLOCK_TOLERANCE_MS = 5 * SECOND;

/** A change without the parts that are known already; undefined if nothing is left. */
export function withoutDuplicates(
  { change, isOnlyOverwritten, ...span }: FeedEvent,
  known: readonly DedupeEntry[],
): Change | undefined {
  const isNew = (subject: string, updated?: string) => {
    const candidate = { subject, ...span, version: toVersion(updated) };
    return !known.some(entry => isSameSubject(entry.subject, subject) && isRepeat(entry, candidate));
  };
  switch (change.type) {
    case 'CALENDAR_UPDATED': {
      const events = change.events.filter(({ id, updated }) => isNew(eventSubject(id), updated));
      const deleted_events = change.deleted_events.filter(({ id }) => isNew(deletedEventSubject(id)));
      const namesNone = change.events.length + change.deleted_events.length === 0;
      const isTold = namesNone ? isNew(ANY_EVENT_SUBJECT) : events.length + deleted_events.length > 0;
      return isTold ? { ...change, events, deleted_events } : undefined;
    }
    case 'WELLNESS_UPDATED': {
      const records = change.records
        .flatMap(record => toNewRecord(record, span, known) ?? [])
        .filter(({ overwritten }) => !isOnlyOverwritten || overwritten);
      return records.length > 0 ? { ...change, records } : undefined;
    }
    default:
      return getSubjects(change).some(subject => isNew(subject)) ? change : undefined;
  }
}

/** The entries by which a change that was told is recognised when it comes again. */
export function toDedupeEntries({ change, fromMs, toMs }: FeedEvent): DedupeEntry[] {
  const updated = change.type === 'CALENDAR_UPDATED' ? change.events : [];
  const versions = new Map(updated.map(event => [eventSubject(event.id), toVersion(event.updated)]));
  const subjects = [
    ...getSubjects(change),
    ...(change.type === 'WELLNESS_UPDATED' ? getOverwritten(change.records) : []),
  ];
  return subjects.map(subject => {
    const version = versions.get(subject);
    return { subject, fromMs, toMs, ...(version !== undefined && { version }) };
  });
}

const getOverwritten = (records: readonly WellnessRecord[]): string[] =>
  records.flatMap(({ id, overwritten = [] }) => overwritten.map(({ key }) => overwrittenSubject(id, key)));

/** A day as it is told: with the overwritten values that were not told yet. Where there are some, it is not Musette's own write. */
function toNewRecord(
  { id, overwritten = [], isOthers }: WellnessRecord,
  span: TimeSpan,
  known: readonly DedupeEntry[],
): WellnessRecord | undefined {
  const isTold = (key: string, writtenAtMs: number) =>
    known.some(entry => entry.subject === overwrittenSubject(id, key) && entry.toMs >= writtenAtMs);
  const untold = overwritten.filter(({ key, writtenAtMs }) => !isTold(key, writtenAtMs));
  if (untold.length > 0) return { id, overwritten: untold };
  const candidate = { subject: wellnessSubject(id), ...span };
  const isKnown = known.some(
    entry => entry.subject === candidate.subject && !(isOthers && entry.isOwn) && isRepeat(entry, candidate),
  );
  return isKnown ? undefined : { id };
}

function isRepeat(known: DedupeEntry, candidate: DedupeEntry): boolean {
  // An id is given once, so nothing is deleted twice.
  if (known.subject === candidate.subject && isDeletion(known.subject)) return true;
  // The spans of two consecutive polls only touch: what the second one found happened after the first.
  if (!isInstant(known) && !isInstant(candidate) && !hasVersions(known, candidate))
    return known.fromMs < candidate.toMs && candidate.fromMs < known.toMs;
  if (known.subject.startsWith(activitySubject(''))) return overlaps(known, candidate, SAME_EVENT_MS, SAME_EVENT_MS);
  if (hasVersions(known, candidate)) {
    // What is older than a change that was told is no news; what is older than Musette's own is somebody else's.
    const [before, now] = [known.version ?? 0, candidate.version ?? 0];
    return known.isOwn ? now === before : now <= before;
  }
  // The write is noted when its reply is there, which a slow line delays.
  if (known.isOwn) return overlaps(known, candidate, SAME_EVENT_MS, CLOCK_TOLERANCE_MS);
  if (isInstant(known) && isInstant(candidate)) return known.fromMs === candidate.fromMs;
  return overlaps(known, candidate, CLOCK_TOLERANCE_MS, CLOCK_TOLERANCE_MS);
}

const hasVersions = (one: DedupeEntry, other: DedupeEntry): boolean =>
  one.version !== undefined && other.version !== undefined;

const isDeletion = (subject: string): boolean =>
  subject.startsWith(deletedEventSubject('')) || subject.startsWith(deletedActivitySubject(''));

/** Whether two spans overlap, if the known one is made longer at both ends. */
const overlaps = (known: TimeSpan, candidate: TimeSpan, beforeMs: number, afterMs: number): boolean =>
  known.fromMs - beforeMs <= candidate.toMs && candidate.fromMs <= known.toMs + afterMs;

const isInstant = ({ fromMs, toMs }: TimeSpan): boolean => fromMs === toMs;

function toVersion(updated: string | undefined): number | undefined {
  const ms = Date.parse(updated ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

const isSameSubject = (a: string, b: string): boolean =>
  a === b || ((a === ANY_EVENT_SUBJECT || b === ANY_EVENT_SUBJECT) && isEventSubject(a) && isEventSubject(b));

const isEventSubject = (subject: string): boolean =>
  subject.startsWith(eventSubject('')) || subject.startsWith(deletedEventSubject(''));
