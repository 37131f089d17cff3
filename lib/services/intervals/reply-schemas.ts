import * as z from 'zod/mini';

// Only what we read, and loose about the rest: Intervals.icu adds fields freely and sends absent ones as null.

/** A string, by the documentation; Strava's are digits, which a server may send as a number. */
const id = z.pipe(z.union([z.string(), z.int()]), z.transform(String));

// One odd value in a list of years must not hide all the others.
const lenientText = z.catch(z.nullish(z.string()), undefined);
const lenientNumber = z.catch(z.nullish(z.number()), undefined);

/** `GET /athlete/0/profile` */
export const profileSchema = z.object({
  athlete: z.object({
    id,
    name: lenientText,
    timezone: lenientText,
  }),
});

const activityIdSchema = z.object({ id });

/** `POST /athlete/{id}/activities`: 201 and 200 have the same body. */
export const uploadReplySchema = z.object({
  icu_athlete_id: z.nullish(id),
  activities: z.array(activityIdSchema).check(z.minLength(1)),
});

/** `DELETE /activity/{id}` */
export const deletedActivitySchema = activityIdSchema;

/** `PUT /activity/{id}`, as far as a pairing goes. */
export const pairedActivitySchema = z.object({ paired_event_id: z.nullish(z.int()) });

/** One row of `GET /athlete/{id}/activities?fields=…`; a Strava stub has little more than its id. */
const activitySchema = z.object({
  id,
  name: lenientText,
  type: lenientText,
  start_date: lenientText,
  start_date_local: lenientText,
  elapsed_time: lenientNumber,
  distance: lenientNumber,
  source: lenientText,
  external_id: z.catch(z.nullish(id), undefined),
  _note: lenientText,
});

export const activitiesSchema = z.array(activitySchema);
