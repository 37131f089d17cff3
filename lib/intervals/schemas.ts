import * as z from 'zod/mini';

// Only what we read, and loose about the rest: Intervals.icu adds fields freely and sends absent ones as null.

/** A string, by the documentation; Strava's are digits, which a server may send as a number. */
const id = z.pipe(z.union([z.string(), z.int()]), z.transform(String));

// One odd value in a list of years must not hide all the others.
const text = z.catch(z.nullish(z.string()), undefined);
const measure = z.catch(z.nullish(z.number()), undefined);

/** `GET /athlete/0/profile` */
export const profileSchema = z.object({
  athlete: z.object({
    id,
    name: text,
    timezone: text,
  }),
});

const activityIdSchema = z.object({ id });

/** `POST /athlete/{id}/activities`: 201 and 200 have the same body. */
export const uploadSchema = z.object({
  icu_athlete_id: z.nullish(id),
  activities: z.array(activityIdSchema).check(z.minLength(1)),
});

/** `DELETE /activity/{id}` */
export const deletedSchema = activityIdSchema;

/** `PUT /activity/{id}`, as far as a pairing goes. */
export const pairedSchema = z.object({ paired_event_id: z.nullish(z.int()) });

/** One row of `GET /athlete/{id}/activities?fields=…`; a Strava stub has little more than its id. */
const activitySchema = z.object({
  id,
  name: text,
  type: text,
  start_date: text,
  start_date_local: text,
  elapsed_time: measure,
  distance: measure,
  source: text,
  external_id: z.catch(z.nullish(id), undefined),
  _note: text,
});

export const activitiesSchema = z.array(activitySchema);
