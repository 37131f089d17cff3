import * as z from 'zod/mini';
import { defineRows, momentSchema, oneOf, optionalFact } from '../../platform/stored-rows.ts';
import { backoffSchema, problemSchema } from '../../platform/stored-state.ts';
import type { SiteId } from '../../services/sites/registry.ts';
import { activityRefSchema, matchKindSchema, sportSchema } from '../uploads/upload-rows.ts';
import type { BackfillJob, BackfillRun } from './backfill-job.ts';
import type { BackfillFinding, BackfillSearch, Verdict } from './backfill-search.ts';

const text = z.string();

/** A site's row may have no usable time. */
const startSchema = z.union([momentSchema, z.nan()]);

const activitySchema = z.looseObject({
  id: text,
  athlete: optionalFact(text),
  name: optionalFact(text),
  file: optionalFact(text),
  startMs: startSchema,
  localMs: optionalFact(momentSchema),
  zoneUnknown: optionalFact(z.boolean()),
  sport: sportSchema,
  durationSecs: optionalFact(z.number()),
  distanceM: optionalFact(z.number()),
  hasFile: optionalFact(z.boolean()),
});

const siteSchema = oneOf<SiteId>({ garmin: true, strava: true, trainingpeaks: true });

export const searchRows = defineRows<BackfillSearch>(
  'missing: search',
  z.looseObject({
    id: text,
    site: siteSchema,
    athlete: text,
    fromMs: momentSchema,
    toMs: momentSchema,
    startedAt: momentSchema,
    state: oneOf<BackfillSearch['state']>({
      reading: true,
      comparing: true,
      done: true,
      cancelled: true,
      failed: true,
    }),
    readCount: z.number(),
    oldestStartMs: optionalFact(momentSchema),
    problem: optionalFact(problemSchema),
  }),
);

export const findingRows = defineRows<BackfillFinding>(
  'missing: findings',
  z.looseObject({
    activity: activitySchema,
    verdict: oneOf<Verdict>({ there: true, strava: true, missing: true, unsure: true, 'no-file': true }),
    match: optionalFact(activityRefSchema),
    matchKind: optionalFact(matchKindSchema),
    clockOffMs: optionalFact(z.number()),
  }),
);

export const runRows = defineRows<BackfillRun>(
  'missing: plan',
  z.looseObject({
    paused: z.boolean(),
    blocked: optionalFact(problemSchema),
    backoff: optionalFact(backoffSchema),
    failureCount: z.catch(z.int(), 0),
    batch: optionalFact(z.number()),
  }),
);

export const jobRows = defineRows<BackfillJob>(
  'jobs',
  z.looseObject({
    id: text,
    order: z.number(),
    site: siteSchema,
    athlete: text,
    activity: activitySchema,
    addedAt: momentSchema,
    state: z.union([
      z.looseObject({ name: z.literal(['waiting', 'fetching', 'no-file']) }),
      z.looseObject({ name: z.literal('handed'), uploads: z.array(text) }),
      z.looseObject({ name: z.literal('failed'), problem: problemSchema }),
    ]),
    tries: z.int(),
  }),
);
