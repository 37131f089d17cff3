import * as z from 'zod/mini';
import type { NonRecordingKind, RecordingFormat, RecordingWarning } from '../../formats/recordings/recording.ts';
import type { Sport } from '../../formats/sport.ts';
import { defineRows, momentSchema, oneOf, optionalFact } from '../../platform/stored-rows.ts';
import { problemSchema } from '../../platform/stored-state.ts';
import { MATCH_KINDS, type NeededInput, NO_BATCH, type Upload, type UploadOrigin } from './upload.ts';

const text = z.string();
const count = z.int().check(z.minimum(0));

export const sportSchema = oneOf<Sport>({
  ride: true,
  run: true,
  swim: true,
  walk: true,
  row: true,
  ski: true,
  strength: true,
  other: true,
});

export const matchKindSchema = z.enum(MATCH_KINDS);

const formatSchema = oneOf<RecordingFormat>({ fit: true, tcx: true, gpx: true });

const warningSchema = oneOf<RecordingWarning>({
  future: true,
  'no-date': true,
  'no-zone': true,
  unfinished: true,
  'no-records': true,
  long: true,
  'odd-times': true,
  'equal-times': true,
});

const nonRecordingSchema = oneOf<NonRecordingKind>({
  course: true,
  route: true,
  workout: true,
  monitoring: true,
  sleep: true,
  settings: true,
  segment: true,
  weight: true,
  'device-file': true,
  astronomy: true,
  'web-page': true,
  json: true,
  'empty-track': true,
  'health-data': true,
  tar: true,
  packed: true,
  'system-file': true,
  other: true,
});

const viaSchema = oneOf<UploadOrigin['via']>({ disk: true, page: true, link: true, download: true });

export const activityRefSchema = z.looseObject({
  id: text,
  name: optionalFact(text),
  startMs: optionalFact(momentSchema),
});

const matchSchema = z.extend(activityRefSchema, { kind: matchKindSchema });

/** Questions that need no more facts. */
const questionSchema = oneOf<Exclude<NeededInput['why'], 'possible-duplicate' | 'not-a-recording'>>({
  'could-not-check': true,
  'account-changed': true,
  doubtful: true,
  'needs-file': true,
  review: true,
  unconfirmed: true,
});

const stateSchema = z.union([
  z.looseObject({ name: z.literal('uploaded'), at: momentSchema }),
  z.looseObject({ name: z.literal('queued'), dueAt: momentSchema, problem: optionalFact(problemSchema) }),
  z.looseObject({ name: z.literal('sending'), since: momentSchema }),
  z.looseObject({ name: z.literal('duplicate'), at: momentSchema, matchKind: matchKindSchema }),
  z.looseObject({ name: z.literal('failed'), problem: problemSchema }),
  z.looseObject({ name: z.literal('held'), why: z.literal('possible-duplicate'), match: matchSchema }),
  z.looseObject({
    name: z.literal('held'),
    why: z.literal('not-a-recording'),
    what: nonRecordingSchema,
    format: optionalFact(formatSchema),
  }),
  z.looseObject({ name: z.literal('held'), why: questionSchema }),
]);

const recordingSchema = z.looseObject({
  format: formatSchema,
  title: optionalFact(text),
  sessions: z
    .array(
      z.looseObject({
        sport: sportSchema,
        sportName: optionalFact(text),
        startMs: optionalFact(momentSchema),
        durationSecs: optionalFact(z.number()),
        distanceM: optionalFact(z.number()),
      }),
    )
    .check(z.minLength(1)),
  isReordered: optionalFact(z.literal(true)),
  device: optionalFact(
    z.looseObject({ manufacturer: optionalFact(text), product: optionalFact(text), serial: optionalFact(text) }),
  ),
  garminId: optionalFact(text),
  possibleStarts: optionalFact(z.array(momentSchema)),
  warnings: z.array(warningSchema),
});

const rows = defineRows<Upload>(
  'uploads',
  z.looseObject({
    id: text,
    athlete: text,
    digest: text,
    name: text,
    size: count,
    // The registry of sites is no business of a row: a site that is gone is a text.
    origin: z.looseObject({ via: viaSchema, automatic: z.boolean(), site: optionalFact(text) }),
    addedAt: momentSchema,
    batch: z.number(),
    state: stateSchema,
    recording: z.optional(recordingSchema),
    page: optionalFact(text.check(z.startsWith('https://'))),
    title: optionalFact(text),
    description: optionalFact(text),
    externalId: optionalFact(text),
    skipChecks: z.boolean(),
    tries: count,
    checked: z.optional(z.looseObject({ nearbyActivityIds: z.optional(z.array(text)) })),
    unconfirmedRequests: count,
    activities: z.array(activityRefSchema),
    createdIds: z.array(text),
    isPresumedOwn: optionalFact(z.literal(true)),
    similarActivity: optionalFact(matchSchema),
    plannedWorkouts: optionalFact(z.array(z.looseObject({ event: z.int(), name: text }))),
    pairWith: optionalFact(z.int()),
  }),
);

/** A stored upload; undefined if there is none, and if it cannot be read. */
export const parseUpload = rows.parse;

/** Those of the stored uploads that can be read. */
export const parseUploads = rows.parseAll;

const remainsSchema = z.looseObject({
  id: text,
  athlete: z.catch(text, ''),
  name: z.catch(text, ''),
  size: z.catch(count, 0),
  addedAt: z.catch(momentSchema, 0),
  batch: z.catch(z.number(), 0),
});

/** What a list shows of a stored row: an upload that cannot be read is one that failed, and can only be removed. */
export function toListedUpload(stored: unknown): Upload | undefined {
  const upload = parseUpload(stored);
  if (upload) return upload;
  const { success, data } = remainsSchema.safeParse(stored);
  if (!success) return undefined;
  const { id, athlete, name, size, addedAt, batch } = data;
  return {
    id,
    athlete,
    name,
    size,
    addedAt,
    batch,
    digest: '',
    origin: { via: 'disk', automatic: false },
    state: { name: 'failed', problem: { kind: 'unreadable-row' } },
    skipChecks: false,
    tries: 0,
    unconfirmedRequests: 0,
    activities: [],
    createdIds: [],
  };
}

/**
 * The same row as one that failed and cannot be sent again, so that the indexes count it as such; everything else stays as it is, for
 * the version that can read it. Undefined for what is no row at all.
 */
export function toFailedRow(stored: unknown): object | undefined {
  const { success, data } = remainsSchema.safeParse(stored);
  if (!success) return undefined;
  return {
    ...data,
    addedAt: data.addedAt,
    batch: NO_BATCH,
    state: { name: 'failed', problem: { kind: 'unreadable-row' } },
  };
}
