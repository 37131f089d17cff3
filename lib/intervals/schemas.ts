import * as z from 'zod/mini';

// Only what we read, and loose about the rest: Intervals.icu adds fields freely and sends absent ones as null.

/** `GET /athlete/0/profile` */
export const profileSchema = z.object({
  athlete: z.object({
    id: z.string(),
    name: z.nullish(z.string()),
    timezone: z.nullish(z.string()),
  }),
});

const activityIdSchema = z.object({ id: z.string() });

/** `POST /athlete/{id}/activities`: 201 and 200 have the same body. */
export const uploadSchema = z.object({
  icu_athlete_id: z.nullish(z.string()),
  activities: z.array(activityIdSchema).check(z.minLength(1)),
});

/** `DELETE /activity/{id}` */
export const deletedSchema = activityIdSchema;

/** One row of `GET /athlete/{id}/activities?fields=…`; a Strava stub has little more than its id. */
const activitySchema = z.object({
  id: z.string(),
  name: z.nullish(z.string()),
  type: z.nullish(z.string()),
  start_date: z.nullish(z.string()),
  start_date_local: z.nullish(z.string()),
  elapsed_time: z.nullish(z.number()),
  distance: z.nullish(z.number()),
  source: z.nullish(z.string()),
  external_id: z.nullish(z.string()),
  _note: z.nullish(z.string()),
});

export const activitiesSchema = z.array(activitySchema);
