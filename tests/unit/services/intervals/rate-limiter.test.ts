import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { toUtcDate } from '../../../../lib/platform/time.ts';
import type { ApiAccess } from '../../../../lib/services/intervals/access.ts';
import { setCredentials } from '../../../../lib/services/intervals/credentials.ts';
import {
  acquireLowPrioritySlot,
  acquireRequestSlot,
  getCurrentLimits,
  getRemainingToday,
} from '../../../../lib/services/intervals/rate-limiter.ts';
import { toLowPriorityLimits } from '../../../../lib/services/intervals/rate-limits.ts';

const KEY: ApiAccess = { kind: 'key', key: 'k' };
const TOKEN: ApiAccess = { kind: 'token', token: 't' };

const connectAs = (access: ApiAccess, id = 'i1') =>
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
    expect(await getRemainingToday()).toBe(4800);
    await connectAs(TOKEN, 'i10');
    expect(await getRemainingToday()).toBe(95);
  });

  test('run out for an app, until midnight in UTC', async () => {
    await connectAs(TOKEN, 'i20');
    const left = await getRemainingToday();
    for (let n = 0; n < left; n += 1) await acquireRequestSlot();

    expect(await getRemainingToday()).toBe(0);
    await expect(acquireRequestSlot()).rejects.toMatchObject({ kind: 'rate-limited' });
  });

  test('are not all for files by the hundred: what a person sends meanwhile goes out', async () => {
    await connectAs(TOKEN, 'i25');
    for (let left = await getRemainingToday(Date.now(), toLowPriorityLimits); left > 0; left -= 1)
      await acquireLowPrioritySlot();

    await expect(acquireLowPrioritySlot()).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(await getRemainingToday()).toBe(10);
    await acquireRequestSlot();
  });

  test('are each athlete’s own, and a key’s are not an app’s', async () => {
    await connectAs(TOKEN, 'i30');
    await acquireRequestSlot();
    expect(await getRemainingToday()).toBe(94);
    await connectAs(TOKEN, 'i31');
    expect(await getRemainingToday()).toBe(95);
    await acquireRequestSlot();
    await connectAs(KEY, 'i31');
    await acquireRequestSlot();
    expect(await getRemainingToday()).toBe(4799);
  });

  test('are still counted when an athlete is back, whoever was connected meanwhile', async () => {
    await connectAs(TOKEN, 'i32');
    await acquireRequestSlot();
    await connectAs(TOKEN, 'i33');
    await acquireRequestSlot();
    await acquireRequestSlot();
    await connectAs(TOKEN, 'i32');
    expect(await getRemainingToday()).toBe(94);
    await acquireRequestSlot();
    expect(await getRemainingToday()).toBe(93);
    await connectAs(TOKEN, 'i33');
    expect(await getRemainingToday()).toBe(93);
  });

  test('that were counted before anybody knew whose they were still count', async () => {
    const date = toUtcDate(Date.now());
    await fakeBrowser.storage.local.set({
      'request-usage': { lastMs: 0, minutes: {}, day: { date, requests: 90 } },
    });
    await connectAs(TOKEN, 'i40');
    expect(await getRemainingToday()).toBe(5);
  });

  test('follow a limit that was set by hand, whoever is connected', async () => {
    await fakeBrowser.storage.local.set({ limits: { perDay: 7 } });
    await connectAs(TOKEN, 'i50');
    expect(await getCurrentLimits()).toMatchObject({ perDay: 7, perSecond: 8 });
  });
});
