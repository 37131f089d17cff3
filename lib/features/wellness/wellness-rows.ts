import * as z from 'zod/mini';
import type { WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import { calendarDateSchema } from '../../platform/calendar-date.ts';
import { defineRows, momentSchema, oneOf, optionalFact } from '../../platform/stored-rows.ts';
import type { WellnessEdit } from './wellness-edit.ts';
import type { UnwrittenEdit, WellnessWrite } from './write-log.ts';

const text = z.string();

export const wellnessDayRows = defineRows<WellnessDay>(
  'wellness: days',
  z.looseObject({
    day: calendarDateSchema,
    values: z.record(text, z.unknown()),
    locked: optionalFact(z.boolean()),
    updated: optionalFact(text),
  }),
);

export const wellnessReadRows = defineRows<number>('wellness: readTimes', momentSchema);

const valueSchema = z.optional(z.union([z.number(), text, z.boolean()]));

const editSchema = z.looseObject({ day: calendarDateSchema, key: text, from: valueSchema, to: valueSchema });

export const editRows = defineRows<WellnessEdit>('wellness: edits', editSchema);

export const writeRows = defineRows<WellnessWrite>(
  'wellness: writes',
  z.looseObject({
    id: text,
    athlete: text,
    atMs: momentSchema,
    kind: oneOf<WellnessWrite['kind']>({ edit: true, import: true, undo: true }),
    state: oneOf<WellnessWrite['state']>({ sending: true, sent: true }),
    changes: z.array(editSchema),
    unwritten: z.array(
      z.extend(editSchema, {
        reason: oneOf<UnwrittenEdit['reason']>({ locked: true, changed: true, ignored: true }),
        now: valueSchema,
      }),
    ),
  }),
);
