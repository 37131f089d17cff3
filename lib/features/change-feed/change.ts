import * as z from 'zod/mini';
import { type CalendarDate, calendarDateSchema, isCalendarDate } from '../../platform/calendar-date.ts';
import type { WellnessValue } from '../wellness/wellness-edit.ts';

const ACTIVITY_TYPES = [
  'ACTIVITY_UPLOADED',
  'ACTIVITY_ANALYZED',
  'ACTIVITY_UPDATED',
  'ACTIVITY_ACHIEVEMENTS',
  'ACTIVITY_DELETED',
] as const;

/** A string by the documentation; some apps and stubs have plain numbers. */
const id = z.pipe(z.union([z.string().check(z.minLength(1), z.maxLength(100)), z.int()]), z.transform(String));
const timestamp = z.string().check(z.refine(text => !Number.isNaN(Date.parse(text))));

// An unreadable text must not make its whole change unreadable.
const displayText = z.catch(z.optional(z.string().check(z.maxLength(1000))), undefined);

/** A day, with a time of it or without one. */
const localStart = z.catch(
  z.optional(z.string().check(z.refine(text => isCalendarDate(text.slice(0, 10))))),
  undefined,
);

/** The rows that can be read, without the others. */
const validRows = <Row>(row: z.ZodMiniType<Row>) =>
  z.catch(
    z.pipe(
      z.array(z.unknown()),
      z.transform(rows =>
        rows.flatMap(one => {
          const read = row.safeParse(one);
          return read.success ? [read.data] : [];
        }),
      ),
    ),
    [],
  );

const eventReference = z.object({ id, name: displayText, start_date_local: localStart, updated: displayText });
/** The form of a deleted event is not documented (2026-11): an object with its id, or the id alone. */
const deletedEventReference = z.union([
  eventReference,
  z.pipe(
    id,
    z.transform(id => ({ id, name: undefined, start_date_local: undefined, updated: undefined })),
  ),
]);
const wellnessRecord = z.pipe(
  z.looseObject({ id: z.string().check(z.refine(isCalendarDate)) }),
  z.transform(({ id, ...values }): WellnessRecord => ({ id, values })),
);

/** A day of wellness that changed. */
export interface WellnessRecord {
  id: CalendarDate;
  /** Its values after the change, where they are known. They are compared, and not stored. */
  values?: Readonly<Record<string, unknown>> | undefined;
  /** Values that Musette wrote, and that something else has changed since. */
  overwritten?: OverwrittenValue[] | undefined;
  /** More has changed than what Musette wrote. Not stored. */
  isOthers?: true | undefined;
}

export interface OverwrittenValue {
  key: string;
  /** What Musette wrote, and when, in milliseconds since 1970. */
  written: WellnessValue;
  writtenAtMs: number;
  /** What is there now; absent if nothing is. */
  now?: WellnessValue | undefined;
  /** Whether that is the value which Musette replaced. */
  isBack: boolean;
}

const commonFields = { athlete_id: id, timestamp };

const value = z.union([z.number(), z.string(), z.boolean()]);
const storedRecord = z.object({
  id: calendarDateSchema,
  overwritten: z.optional(
    validRows(
      z.object({
        key: z.string(),
        written: value,
        writtenAtMs: z.number(),
        now: z.optional(value),
        isBack: z.boolean(),
      }),
    ),
  ),
});

const toChangeSchema = (record: z.ZodMiniType<WellnessRecord>) =>
  z.discriminatedUnion('type', [
    z.object({
      ...commonFields,
      type: z.literal(ACTIVITY_TYPES),
      activity: z.object({ id, name: displayText, type: displayText, start_date_local: localStart }),
    }),
    z.object({
      ...commonFields,
      type: z.literal('CALENDAR_UPDATED'),
      events: validRows(eventReference),
      deleted_events: validRows(deletedEventReference),
    }),
    z.object({
      ...commonFields,
      type: z.literal(['WELLNESS_UPDATED', 'FITNESS_UPDATED']),
      records: validRows(record),
    }),
    z.object({ ...commonFields, type: z.literal('SPORT_SETTINGS_UPDATED') }),
    z.object({
      ...commonFields,
      type: z.literal('APP_SCOPE_CHANGED'),
      deauthorized: z.catch(z.boolean(), false),
    }),
  ]);

const changeSchema = toChangeSchema(wellnessRecord);

/** A change that is stored: its days have no values, but what was written over the athlete's own. */
export const storedChangeSchema = toChangeSchema(storedRecord);

/**
 * A change on Intervals.icu, in the form that its webhooks have (https://forum.intervals.icu/t/80090), whether a webhook or a poll
 * found it. Fields that Musette does not read are dropped.
 */
export type Change = z.infer<typeof changeSchema>;
export type ActivityChange = Extract<Change, { activity: unknown }>;
export type ChangeType = Change['type'];

/** Parses a change; undefined for unknown types, and for anything else. */
export function parseChange(value: unknown): Change | undefined {
  const read = changeSchema.safeParse(value);
  return read.success ? (read.data as Change) : undefined;
}

/** The kinds that a person chooses from. "account" has no day: sport settings, fitness, the app's scopes. */
export const CHANGE_KINDS = ['activities', 'calendar', 'wellness', 'account'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export function getChangeKind({ type }: Pick<Change, 'type'>): ChangeKind {
  if (type.startsWith('ACTIVITY')) return 'activities';
  if (type === 'CALENDAR_UPDATED') return 'calendar';
  return type === 'WELLNESS_UPDATED' ? 'wellness' : 'account';
}

/**
 * What a change is about, by which duplicates are recognised. What is deleted is another subject than the same activity or event before.
 * A calendar change that names no event is about all of them.
 */
export function getSubjects(change: Change): string[] {
  switch (change.type) {
    case 'CALENDAR_UPDATED': {
      const changed = change.events.map(({ id }) => eventSubject(id));
      const deleted = change.deleted_events.map(({ id }) => deletedEventSubject(id));
      return changed.length + deleted.length > 0 ? [...changed, ...deleted] : [ANY_EVENT_SUBJECT];
    }
    case 'WELLNESS_UPDATED':
      return change.records.map(({ id }) => wellnessSubject(id));
    case 'ACTIVITY_DELETED':
      return [deletedActivitySubject(change.activity.id)];
    case 'FITNESS_UPDATED':
    case 'SPORT_SETTINGS_UPDATED':
    case 'APP_SCOPE_CHANGED':
      return [change.type];
    default:
      return [activitySubject(change.activity.id)];
  }
}

export const activitySubject = (id: string): string => `activity ${id}`;
export const deletedActivitySubject = (id: string): string => `deleted activity ${id}`;
export const eventSubject = (id: string | number): string => `event ${id}`;
export const deletedEventSubject = (id: string | number): string => `deleted event ${id}`;
export const overwrittenSubject = (day: string, key: string): string => `overwritten ${day} ${key}`;
export const wellnessSubject = (day: string): string => `wellness ${day}`;
export const ANY_EVENT_SUBJECT = eventSubject('*');
