import * as z from 'zod/mini';
import { lenientList } from '../../platform/lenient-list.ts';
import { idSchema, lenientNumber, lenientText } from './lenient-schemas.ts';

// Only the fields that we read: Intervals.icu adds others at any time, and sends null for missing ones.

/** `GET /athlete/0/profile` */
export const profileSchema = z.object({
  athlete: z.object({
    id: idSchema,
    name: lenientText,
    timezone: lenientText,
  }),
});

/** `GET /athlete/{id}`, of which the preferences for units. */
export const unitPreferencesSchema = z.object({
  measurement_preference: lenientText,
  weight_pref_lb: z.catch(z.nullish(z.boolean()), undefined),
});

const activityIdSchema = z.object({ id: idSchema });

/** `POST /athlete/{id}/activities`: 201 and 200 have the same body. */
export const uploadReplySchema = z.object({
  icu_athlete_id: z.nullish(idSchema),
  activities: z.array(activityIdSchema).check(z.minLength(1)),
});

/** `DELETE /activity/{id}` */
export const deletedActivitySchema = activityIdSchema;

/** `PUT /activity/{id}`, for a pairing. */
export const pairedActivitySchema = z.object({ paired_event_id: z.nullish(z.int()) });

/** One row of `GET /athlete/{id}/activities?fields=…`; one that is not shown has little more than its id. */
const activitySchema = z.object({
  id: idSchema,
  name: lenientText,
  type: lenientText,
  start_date: lenientText,
  start_date_local: lenientText,
  elapsed_time: lenientNumber,
  distance: lenientNumber,
  device_name: lenientText,
  source: lenientText,
  external_id: z.catch(z.nullish(idSchema), undefined),
  _note: lenientText,
});

export type ActivityReply = z.infer<typeof activitySchema>;

export const activitiesSchema = lenientList(activitySchema);
