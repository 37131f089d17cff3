import { expect, test } from 'vitest';
import { connectWithKey } from '../../../../lib/features/account/connect.ts';
import { linkPlannedWorkouts } from '../../../../lib/features/uploads/link-planned-workouts.ts';
import { setWorkoutPaired } from '../../../../lib/features/uploads/pair-workout.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { uploadSettings } from '../../../../lib/features/uploads/settings.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { updateUpload } from '../../../../lib/features/uploads/upload-store.ts';
import { addDays, getDateInZone } from '../../../../lib/platform/calendar-date.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import { addAndDrain, DAY, emulator, json, only, PERSON, posts, ride } from '../../../support/uploads-driver.ts';

const YESTERDAY = Date.now() - DAY;
const TODAY_THERE = getDateInZone('Europe/London', YESTERDAY);

/** A workout on the day of the recording, unless it is said otherwise. */
const plan = (name: string, more: { type?: string; category?: string; start_date_local?: string } = {}) =>
  emulator.seed.event({ name, start_date_local: TODAY_THERE, ...more });

const looks = () => emulator.requests.filter(({ path }) => path.endsWith('/events'));

/** What the only upload fits, as soon as that was looked up. */
async function planned() {
  const { id } = await only();
  await linkPlannedWorkouts(id);
  return (await only()).plannedWorkouts;
}

async function review(change: Partial<outbox.UploadReview> = {}) {
  const { id } = await only();
  await outbox.sendReviewed(id, { title: '', description: '', ...change });
  await uploadQueue.trigger();
}

test('an uploaded recording is linked to the planned workout of its day', async () => {
  const { id } = plan('Threshold');
  await addAndDrain([ride('ride.fit', YESTERDAY)]);
  await expect
    .poll(async () => (await only()).plannedWorkouts?.map(({ event, name }) => [event, name]))
    .toEqual([[id, 'Threshold']]);
});

test('a recording fits only unpaired workouts of its sport and its day', async () => {
  plan('Swim', { type: 'Swim' });
  plan('Note', { category: 'NOTE' });
  plan('The day before', { start_date_local: addDays(TODAY_THERE, -1) });
  plan('The day after', { start_date_local: addDays(TODAY_THERE, 1) });
  emulator.seed.event({ name: 'Done', start_date_local: TODAY_THERE, paired_activity_id: 'i999' });
  plan('On the rollers', { type: 'VirtualRide' });
  await outbox.pauseUploads();
  await addAndDrain([ride('ride.fit', YESTERDAY)]);
  expect((await planned())?.map(({ name }) => name)).toEqual(['On the rollers']);
});

test.each([
  ['Pacific/Kiritimati', 14],
  ['Pacific/Pago_Pago', -11],
])('a recording belongs to the day of the athlete’s time zone: %s', async (timezone, hours) => {
  emulator.athlete.timezone = timezone;
  await connectWithKey(emulator.athlete.key);
  // Half an hour past midnight on the athlete's clock.
  const midnight = Math.floor((YESTERDAY + hours * 3_600_000) / DAY) * DAY - hours * 3_600_000;
  const day = getDateInZone(timezone, midnight + 1_800_000);
  plan('That day', { start_date_local: day });
  plan('The day before', { start_date_local: addDays(day, -1) });
  plan('The day after', { start_date_local: addDays(day, 1) });
  await addAndDrain([ride('ride.fit', midnight + 1_800_000)]);
  expect((await planned())?.map(({ name }) => name)).toEqual(['That day']);
});

test('a file of several activities fits no workout', async () => {
  plan('Threshold');
  const legs = [fitFile({ startMs: YESTERDAY }), fitFile({ startMs: YESTERDAY + 3_600_000, sport: 'run' })];
  await addAndDrain([new File(legs, 'brick.fit')]);
  expect(await planned()).toBeUndefined();
});

test('planned workouts are not requested for an old recording, and once for a batch', async () => {
  await addAndDrain([ride('old.fit', YESTERDAY - 40 * DAY)]);
  expect(await planned()).toBeUndefined();
  expect(looks()).toHaveLength(0);

  const batch = [0, 1, 2, 3].map(n => ride(`${n}.fit`, YESTERDAY - n * DAY));
  const { ids } = await addAndDrain(batch);
  await Promise.all(ids.map(linkPlannedWorkouts));
  expect(looks()).toHaveLength(1);
});

test('an upload does not wait for a calendar that fails or does not answer', async () => {
  plan('Threshold');
  emulator.fail({ match: { path: /\/events\?/ }, reply: { status: 500 } });
  await addAndDrain([ride('ride.fit', YESTERDAY)]);
  expect((await only()).state.name).toBe('uploaded');
  expect(await planned()).toBeUndefined();
  expect(looks()).toHaveLength(1);

  await connectWithKey(emulator.athlete.key);
  const held = emulator.fail({ match: { path: /\/events\?/ }, hold: true });
  const { ids } = await addAndDrain([ride('other.fit', YESTERDAY - DAY)]);
  await emulator.until(() => held.strikes === 1);
  expect(posts()).toHaveLength(2);
  emulator.mend();
  await Promise.all(ids.map(linkPlannedWorkouts));
});

test('a recording to review shows its planned workouts, and the chosen one is paired by the upload', async () => {
  await uploadSettings.update({ reviewBeforeSending: true });
  const [, wanted] = [plan('Threshold'), plan('Easy')];
  await outbox.addFiles([ride('ride.fit', YESTERDAY)], PERSON);
  await expect.poll(async () => (await only()).plannedWorkouts?.map(({ name }) => name)).toEqual(['Threshold', 'Easy']);

  await review({ pairWith: wanted?.id });
  expect(posts()[0]?.query.paired_event_id).toBe(String(wanted?.id));
  expect(emulator.activities()[0]?.paired_event_id).toBe(wanted?.id);
  expect(emulator.requests.filter(({ path }) => path.includes('mark-done'))).toEqual([]);
});

test.each([undefined, 4711])(
  'an upload is paired with no workout when the choice is not one of its planned workouts: %s',
  async pairWith => {
    await uploadSettings.update({ reviewBeforeSending: true });
    plan('Threshold');
    await outbox.addFiles([ride('ride.fit', YESTERDAY)], PERSON);
    await planned();
    await review({ pairWith });
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.query).not.toHaveProperty('paired_event_id');
  },
);

test('a workout chosen for one athlete is never paired for another', async () => {
  await uploadSettings.update({ reviewBeforeSending: true });
  const { id: event } = plan('Threshold');
  await outbox.addFiles([ride('ride.fit', YESTERDAY)], PERSON);
  await planned();
  await outbox.pauseUploads();
  await review({ pairWith: event });
  expect((await only()).pairWith).toBe(event);

  const other = emulator.addAthlete({ id: 'i2', key: 'other-key' });
  await connectWithKey(other.key);
  await outbox.sendAnyway((await only()).id);
  await outbox.resumeUploads();
  await uploadQueue.trigger();
  expect(emulator.activities('i2')).toHaveLength(1);
  expect(posts()[0]?.query).not.toHaveProperty('paired_event_id');
});

test('a pairing of Intervals.icu can be removed and made again, and marks nothing as done', async () => {
  const { id: event } = plan('Threshold');
  await addAndDrain([ride('ride.fit', YESTERDAY)]);
  await planned();
  const { id, pairWith } = await only();
  expect(pairWith).toBe(event);

  await setWorkoutPaired(id, false);
  expect(await only()).not.toHaveProperty('pairWith');
  expect(emulator.activities()[0]?.paired_event_id).toBeNull();

  await setWorkoutPaired(id, true);
  expect((await only()).pairWith).toBe(event);
  expect(emulator.activities()[0]?.paired_event_id).toBe(event);
  expect(emulator.requests.filter(({ path }) => path.includes('mark-done'))).toEqual([]);
});

test('a pairing of Intervals.icu is noticed although the calendar was just read for the review', async () => {
  await uploadSettings.update({ reviewBeforeSending: true });
  const { id: event } = plan('Threshold');
  await outbox.addFiles([ride('ride.fit', YESTERDAY)], PERSON);
  await planned();
  await review();
  await expect.poll(async () => (await only()).pairWith).toBe(event);
});

test('a workout is not shown as paired when Intervals.icu does not accept the pairing', async () => {
  emulator.autoPair = false;
  plan('Threshold');
  await addAndDrain([ride('ride.fit', YESTERDAY)]);
  await planned();
  const { id, activities } = await only();
  emulator.fail({ match: { method: 'PUT' }, reply: json(200, activities[0] ?? {}) });
  await expect(setWorkoutPaired(id, true)).rejects.toMatchObject({ kind: 'refused' });
  expect(await only()).not.toHaveProperty('pairWith');
});

test('only activities that the upload created are paired', async () => {
  plan('Threshold');
  emulator.fail({ match: { method: 'POST' }, reply: json(201, { activities: [{ id: 'i77' }] }) });
  await addAndDrain([ride('ride.fit', YESTERDAY)]);
  await planned();
  const { id } = await only();
  await updateUpload(id, upload => ({ ...upload, createdIds: [] }));
  await setWorkoutPaired(id, true);
  expect(emulator.requests.filter(({ method }) => method === 'PUT')).toEqual([]);
});
