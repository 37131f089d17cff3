import { beforeEach, describe, expect, test, vi } from 'vitest';
import { storage } from 'wxt/utils/storage';
import { connectWithAccess, connectWithKey } from '../../../../lib/features/account/connect.ts';
import { deleteSnapshot, getRecentFeedItems } from '../../../../lib/features/change-feed/feed-store.ts';
import { undoUpload } from '../../../../lib/features/uploads/undo-upload.ts';
import type { WellnessEdit } from '../../../../lib/features/wellness/wellness-edit.ts';
import { clearWellnessStore, getLastWellnessWrite } from '../../../../lib/features/wellness/wellness-store.ts';
import { undoWellness, writeWellness } from '../../../../lib/features/wellness/write-wellness.ts';
import { toUtcDate } from '../../../../lib/platform/time.ts';
import { parseScopes } from '../../../../lib/services/intervals/access.ts';
import { fetchAthlete } from '../../../../lib/services/intervals/athlete.ts';
import { createEvent, deleteEvent } from '../../../../lib/services/intervals/calendar-events.ts';
import { getBreaker } from '../../../../lib/services/intervals/circuit-breaker.ts';
import { withSession } from '../../../../lib/services/intervals/session.ts';
import { hiddenForms } from '../../../emulator/intervals/shown-activity.ts';
import { asked, at, day, emulator, HOUR, look, newsOf, seed } from '../../../support/change-feed-driver.ts';
import { addAndDrain, json, only, ride } from '../../../support/uploads-driver.ts';

beforeEach(() => {
  // Late in the evening, the half hours between looks would lead into another day.
  vi.setSystemTime(Date.parse(`${toUtcDate(Date.now())}T08:00Z`));
});

describe('a check', () => {
  test('reports nothing the first time, and requests only a few fields', async () => {
    seed('Before');

    expect(await newsOf(look())).toEqual([]);
    expect(asked()).toBe('activities,events,wellness');
    expect(emulator.requests[0]?.query.fields).toMatch(/^id,name,/);
    expect(emulator.requests[2]?.query.fields).not.toContain('ctl');
  });

  test('reports once what was uploaded, changed and deleted since the last one', async () => {
    const [kept, renamed, gone] = [seed('Kept'), seed('Before'), seed('Gone')];
    await look();
    const added = seed('Added', 0);
    emulator.changeActivity(renamed.id, { name: 'After' });
    emulator.deleteActivity(gone.id);

    expect(await newsOf(look())).toEqual([
      `ACTIVITY_UPLOADED ${added.id}`,
      `ACTIVITY_UPDATED ${renamed.id}`,
      `ACTIVITY_DELETED ${gone.id}`,
    ]);
    expect(await newsOf(look())).toEqual([]);
    emulator.changeActivity(kept.id, { analyzed: '2026-11-22T08:00:00.000+00:00' });
    expect(await newsOf(look())).toEqual([`ACTIVITY_ANALYZED ${kept.id}`]);
    expect((await getRecentFeedItems(emulator.athlete.id, 10)).map(({ change }) => change)).toMatchObject([
      { type: 'ACTIVITY_ANALYZED', activity: { name: 'Kept' } },
      { activity: { name: 'Gone' } },
      { activity: { name: 'After' } },
      { activity: { name: 'Added' } },
    ]);
  });

  test('reports the calendar and wellness in one event each', async () => {
    const [first, second] = [1, 2].map(n => emulator.seed.event({ start_date_local: at(n), name: `Day ${n}` }));
    emulator.seed.wellness([{ id: day(-1), weight: 70, restingHR: 50 }]);
    await look();
    const third = emulator.seed.event({ start_date_local: at(3), name: 'Day 3' });
    emulator.changeEvent(first?.id ?? 0, { start_date_local: at(5) });
    emulator.removeEvent(second?.id ?? 0);
    emulator.changeWellness(day(-1), { weight: 69.5 });
    emulator.changeWellness(day(0), { steps: 4000 });

    expect(await newsOf(look())).toEqual([
      `CALENDAR_UPDATED ${third.id} ${first?.id} -${second?.id}`,
      `WELLNESS_UPDATED ${day(0)} ${day(-1)}`,
    ]);
  });

  test('reports again what changed again', async () => {
    const ride = seed('Ride');
    const event = emulator.seed.event({ start_date_local: at(1), name: 'Tempo' });
    await look();
    for (const name of ['First', 'Second', 'Third']) {
      emulator.changeActivity(ride.id, { name });
      emulator.changeEvent(event.id, { name });
      expect(await newsOf(look())).toEqual([`ACTIVITY_UPDATED ${ride.id}`, `CALENDAR_UPDATED ${event.id}`]);
    }
  });

  test('reports, after a day in which Musette did not run, what happened meanwhile', async () => {
    await look();
    const added = seed('Meanwhile', 0);

    expect(await newsOf(look({ afterMs: 26 * HOUR }))).toEqual([`ACTIVITY_UPLOADED ${added.id}`]);
  });

  test.each(hiddenForms)(
    'says nothing of activities that Intervals.icu stops showing, or shows again: %s',
    async form => {
      const ride = emulator.seed.activity({
        name: 'Ride',
        type: 'Ride',
        start_date_local: at(-1),
        moving_time: 3600,
        distance: 30_000,
      });
      await look();
      emulator.hideActivities(() => form);
      expect(await newsOf(look())).toEqual([]);
      emulator.hideActivities(() => undefined);
      expect(await newsOf(look())).toEqual([]);
      emulator.changeActivity(ride.id, { name: 'Renamed' });
      expect(await newsOf(look())).toEqual([`ACTIVITY_UPDATED ${ride.id}`]);
    },
  );

  test('works after the clock was set back', async () => {
    await look();
    const added = seed('Meanwhile');

    expect(await newsOf(look({ afterMs: -26 * HOUR }))).toEqual([`ACTIVITY_UPLOADED ${added.id}`]);
  });

  test('leaves out what the token’s scopes do not cover', async () => {
    const scopes = 'ACTIVITY:READ,WELLNESS:READ';
    await connectWithAccess({
      kind: 'token',
      token: emulator.issueToken(scopes.split(',')),
      scopes: parseScopes(scopes),
    });
    emulator.clearRequests();
    await look();
    const added = seed('Added', 0);

    expect(await newsOf(look({ afterMs: 2 * HOUR }))).toEqual([`ACTIVITY_UPLOADED ${added.id}`]);
    expect(asked()).toBe('activities,wellness,activities,wellness');
  });
});

describe('a check does not report', () => {
  test('what Musette itself sent and undid', async () => {
    await look();
    await addAndDrain([ride('mine.fit', Date.now() - 3 * HOUR)]);
    expect(emulator.activities()).toHaveLength(1);
    expect(await newsOf(look())).toEqual([]);

    await undoUpload((await only()).id);
    expect(emulator.activities()).toEqual([]);
    expect(await newsOf(look())).toEqual([]);
  });

  test('what Musette added to the calendar and removed, but does report what others do there', async () => {
    await look();
    const { athlete, client } = await withSession(async session => session);
    const draft = { category: 'WORKOUT', name: 'Mine', type: 'Ride', start_date_local: at(2) } as const;
    const mine = await createEvent(client, athlete.id, draft);
    const theirs = emulator.seed.event({ start_date_local: at(3), name: 'Theirs' });
    expect(await newsOf(look())).toEqual([`CALENDAR_UPDATED ${theirs.id}`]);

    await deleteEvent(client, athlete.id, mine.id);
    expect(await newsOf(look())).toEqual([]);
  });

  test('what another athlete has: it starts afresh after a change of account', async () => {
    await look();
    seed('First');
    const other = emulator.addAthlete({ id: 'i2', name: 'Other' });
    emulator.seed.activity({ name: 'Theirs', start_date_local: at(-1), athleteId: 'i2' });
    await connectWithKey(other.key);

    expect(await newsOf(look())).toEqual([]);
    expect(await getRecentFeedItems('i2', 10)).toEqual([]);
  });

  test('what happened while checks were off', async () => {
    await look();
    await deleteSnapshot();
    seed('Meanwhile');

    expect(await newsOf(look())).toEqual([]);
  });
});

test('changes are checked with an app that may not upload too', async () => {
  const scopes = parseScopes('ACTIVITY:READ');
  await connectWithAccess({ kind: 'token', token: emulator.issueToken(scopes), scopes });
  await addAndDrain([ride()]);
  expect((await getBreaker()).blocked?.kind).toBe('not-allowed');
  await look();
  const added = seed('Added', 0);

  expect(await newsOf(look({ afterMs: 2 * HOUR }))).toEqual([`ACTIVITY_UPLOADED ${added.id}`]);
});

test('a key that may not upload is still used to look for changes', async () => {
  emulator.fail({ match: { method: 'POST' }, reply: json(403, { status: 403, error: 'Forbidden' }) });
  await addAndDrain([ride()]);
  expect((await getBreaker()).blocked?.kind).toBe('forbidden');
  await look();
  const added = seed('Added', 0);

  expect(await newsOf(look({ afterMs: 2 * HOUR }))).toEqual([`ACTIVITY_UPLOADED ${added.id}`]);
});

describe('Intervals.icu is not asked', () => {
  test('for as long as its Retry-After says', async () => {
    const reply = { status: 429, headers: { 'Retry-After': '7200' }, body: '' };
    emulator.fail({ match: { path: /activities/ }, reply });
    expect((await look()).problem).toMatchObject({ kind: 'rate-limited', retryAfterMs: 2 * HOUR });
    emulator.clearRequests();
    await look();
    await look();
    expect(asked()).toBe('');

    await look({ afterMs: 2 * HOUR });
    expect(asked()).toBe('activities,events,wellness');
  });

  test('more often than half of the day’s requests allow', async () => {
    const scopes = parseScopes('ACTIVITY:READ,CALENDAR:READ,WELLNESS:READ');
    await connectWithAccess({ kind: 'token', token: emulator.issueToken(scopes), scopes });
    emulator.clearRequests();
    const hours: number[] = [];
    for (let n = 0; n < 24; n += 1) {
      await look({ afterMs: HOUR });
      hours.push(emulator.requests.length / 3);
    }

    // Half of 95 are 15 looks, one in 91 minutes.
    expect(hours[11]).toBe(6);
    expect(hours[23]).toBe(12);
  });

  test('once half of the day’s requests are spent, or the key is refused', async () => {
    await storage.setItem('local:limits', { perSecond: 1000, perDay: 8 });
    const { client } = await withSession(async session => session);
    for (let n = 0; n < 5; n += 1) await fetchAthlete(client);
    emulator.clearRequests();
    await look({ afterMs: 1000 });
    expect(asked()).toBe('');

    await storage.setItem('local:limits', { perSecond: 1000 });
    await connectWithKey(emulator.athlete.key);
    emulator.revokeKey();
    expect((await look()).problem?.kind).toBe('unauthorized');
    emulator.clearRequests();
    await look();
    expect(asked()).toBe('');
  });
});

describe('B2 a value that Musette wrote, and that a device writes over', () => {
  const write = (edits: WellnessEdit[]) =>
    writeWellness({ athlete: emulator.athlete.id, edits, kind: 'edit', lock: false });
  const restingHR = { day: day(-1), key: 'restingHR', from: 54, to: 51 };

  beforeEach(async () => {
    await clearWellnessStore();
    emulator.seed.wellness([{ id: day(-1), restingHR: 54 }]);
    await look();
    await write([restingHR]);
  });

  test('is told once, with both values, also when the old value is back', async () => {
    emulator.changeWellness(day(-1), { restingHR: 54 });

    const { newChanges } = await look();
    expect(newChanges).toMatchObject([
      {
        type: 'WELLNESS_UPDATED',
        records: [{ id: day(-1), overwritten: [{ key: 'restingHR', written: 51, now: 54 }] }],
      },
    ]);
    expect(await newsOf(look())).toEqual([]);
    emulator.changeWellness(day(-1), { steps: 9000 });
    expect((await look()).newChanges).toMatchObject([{ records: [{ id: day(-1) }] }]);
    const [stored] = await getRecentFeedItems(emulator.athlete.id, 10);
    expect(JSON.stringify(stored)).not.toContain('steps');
  });

  test('is not told while the value stands, and not after an undo', async () => {
    expect(await newsOf(look())).toEqual([]);
    const written = await getLastWellnessWrite(emulator.athlete.id);
    await undoWellness({ athlete: emulator.athlete.id, id: written?.id ?? '' });

    expect(await newsOf(look())).toEqual([]);
    emulator.changeWellness(day(-1), { restingHR: 60 });
    expect((await look()).newChanges).toMatchObject([{ records: [{ id: day(-1) }] }]);
    expect(JSON.stringify((await getRecentFeedItems(emulator.athlete.id, 1))[0])).not.toContain('overwritten');
  });

  test('does not hide what a device writes beside it on the same day', async () => {
    emulator.changeWellness(day(-1), { steps: 9000 });
    expect(await newsOf(look())).toEqual([`WELLNESS_UPDATED ${day(-1)}`]);
    expect(await newsOf(look())).toEqual([]);
    expect(JSON.stringify((await getRecentFeedItems(emulator.athlete.id, 1))[0])).not.toMatch(/steps|isOthers/);
  });
});
