import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { setCredentials } from '../../lib/credentials.ts';
import type { Access } from '../../lib/intervals/access.ts';
import { sparing } from '../../lib/intervals/budget.ts';
import { utcDate } from '../../lib/time.ts';
import { getLimits, leftToday, takeSparingTurn, takeTurn } from '../../lib/turns.ts';

const KEY: Access = { kind: 'key', key: 'k' };
const TOKEN: Access = { kind: 'token', token: 't' };

const connectAs = (access: Access, id = 'i1') =>
  setCredentials({ access, athlete: { id, name: 'Mo', timezone: 'UTC' } });

/** Far from midnight, when the requests of the day would be those of another one. Time passes at its own speed. */
const NOON = Date.UTC(2026, 10, 22, 12) - performance.now();

beforeEach(async () => {
  vi.spyOn(Date, 'now').mockImplementation(() => NOON + performance.now());
  fakeBrowser.reset();
  await fakeBrowser.storage.local.set({ limits: { perSecond: 1000 } });
});

describe('the requests of a day', () => {
  test('are as many as Intervals.icu allows a key, or an app', async () => {
    await connectAs(KEY, 'i10');
    expect(await leftToday()).toBe(4800);
    await connectAs(TOKEN, 'i10');
    expect(await leftToday()).toBe(95);
  });

  test('run out for an app, until midnight in UTC', async () => {
    await connectAs(TOKEN, 'i20');
    const left = await leftToday();
    for (let n = 0; n < left; n += 1) await takeTurn();

    expect(await leftToday()).toBe(0);
    await expect(takeTurn()).rejects.toMatchObject({ kind: 'rate-limited' });
  });

  test('are not all for files by the hundred: what a person sends meanwhile goes out', async () => {
    await connectAs(TOKEN, 'i25');
    for (let left = await leftToday(Date.now(), sparing); left > 0; left -= 1) await takeSparingTurn();

    await expect(takeSparingTurn()).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(await leftToday()).toBe(10);
    await takeTurn();
  });

  test('are each athlete’s own, and a key’s are not an app’s', async () => {
    await connectAs(TOKEN, 'i30');
    await takeTurn();
    expect(await leftToday()).toBe(94);
    await connectAs(TOKEN, 'i31');
    expect(await leftToday()).toBe(95);
    await takeTurn();
    await connectAs(KEY, 'i31');
    await takeTurn();
    expect(await leftToday()).toBe(4799);
  });

  test('are still counted when an athlete is back, whoever was connected meanwhile', async () => {
    await connectAs(TOKEN, 'i32');
    await takeTurn();
    await connectAs(TOKEN, 'i33');
    await takeTurn();
    await takeTurn();
    await connectAs(TOKEN, 'i32');
    expect(await leftToday()).toBe(94);
    await takeTurn();
    expect(await leftToday()).toBe(93);
    await connectAs(TOKEN, 'i33');
    expect(await leftToday()).toBe(93);
  });

  test('that were counted before anybody knew whose they were still count', async () => {
    const date = utcDate(Date.now());
    await fakeBrowser.storage.local.set({ spent: { lately: [], minutes: {}, day: { date, requests: 90 } } });
    await connectAs(TOKEN, 'i40');
    expect(await leftToday()).toBe(5);
  });

  test('follow a limit that was set by hand, whoever is connected', async () => {
    await fakeBrowser.storage.local.set({ limits: { perDay: 7 } });
    await connectAs(TOKEN, 'i50');
    expect(await getLimits()).toMatchObject({ perDay: 7, perSecond: 9 });
  });
});
