import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { followAccountChanges } from '../../../../lib/features/account/account-change.ts';
import { disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { captureSettings } from '../../../../lib/features/capture/settings.ts';
import type { Change } from '../../../../lib/features/change-feed/change.ts';
import * as changes from '../../../../lib/features/change-feed/change-feed.ts';
import { getFeedState } from '../../../../lib/features/change-feed/feed-state.ts';
import { getLastSnapshot, getRecentFeedItems } from '../../../../lib/features/change-feed/feed-store.ts';
import { changeFeed } from '../../../../lib/features/change-feed/index.ts';
import { changeFeedSettings } from '../../../../lib/features/change-feed/settings.ts';
import { getWebhookTopic } from '../../../../lib/features/change-feed/webhook-topic.ts';
import { onChanged } from '../../../../lib/platform/change-events.ts';
import { exportSettings } from '../../../../lib/settings.ts';
import {
  asked,
  at,
  emulator,
  followTopic,
  MINUTE,
  permissions,
  SECRET,
  seed,
} from '../../../support/change-feed-driver.ts';

let told: Change[][] = [];
let filled = 0;
let givenBack: string[] = [];

/** In how many minutes the job runs again. */
const alarm = async () => {
  const set = await browser.alarms.get(changes.changeFeedJob.name);
  if (set?.periodInMinutes !== undefined) return 'is running';
  return set && Math.round((set.scheduledTime - Date.now()) / MINUTE);
};

followAccountChanges(changeFeed);

const keep = () =>
  changes.startChangeFeed({
    notify: async news => void told.push(news),
    syncFolder: async () => {
      filled += 1;
    },
  });

/** Checks when the next check is due, and returns its result. */
const ring = async () => {
  vi.setSystemTime(Date.now() + 30 * MINUTE);
  return await changes.syncFeed();
};

beforeEach(async () => {
  told = [];
  filled = 0;
  givenBack = permissions.removed;
  vi.stubGlobal('reportError', console.error);
  await changeFeedSettings.update({ watchChanges: false });
  keep();
});

describe('the alarm', () => {
  test('exists only while checks are switched on, with the chosen interval', async () => {
    await vi.waitFor(async () => expect(await alarm()).toBeUndefined());
    expect(asked()).toBe('');

    await changeFeedSettings.update({ watchChanges: true });
    await vi.waitFor(async () => expect(await alarm()).toBe(30));
    await vi.waitFor(() => expect(asked()).toBe('activities,events,wellness'));
    await changeFeedSettings.update({ changesIntervalMinutes: 60 });
    await vi.waitFor(async () => expect(await alarm()).toBe(60));
    await changeFeedSettings.update({ watchChanges: false });
    await vi.waitFor(async () => expect(await alarm()).toBeUndefined());
  });

  test('costs next to nothing at each start of the background while checks are off', async () => {
    // Behind everything that began before.
    await changes.unsubscribeTopic();
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const writes = vi.spyOn(browser.storage.local, 'set');
    const clear = vi.spyOn(browser.alarms, 'clear');
    keep();
    await vi.waitFor(() => expect(clear).toHaveBeenCalled());
    await changes.unsubscribeTopic();

    expect(transactions).not.toHaveBeenCalled();
    expect(writes).not.toHaveBeenCalled();
  });

  test('sends no request when it fires just after it was postponed', async () => {
    await vi.waitFor(async () => expect(await alarm()).toBeUndefined());
    await ring();
    expect(asked()).toBe('');
  });

  test('ends when webhooks are switched off, and gives up access to their server unless something else needs it', async () => {
    const follow = (server: string) => changes.subscribeTopic({ server, name: 'mine', secret: SECRET });
    await follow('https://ntfy.example.org:8443');
    await vi.waitFor(async () => expect(await alarm()).toBe(30));
    await changes.unsubscribeTopic();
    expect(await alarm()).toBeUndefined();
    expect(givenBack).toEqual(['https://ntfy.example.org/*']);

    await captureSettings.update({ captureSites: [{ host: 'ntfy.sh', automatic: false }] });
    await follow('https://ntfy.sh');
    await changes.unsubscribeTopic();
    expect(givenBack).toHaveLength(1);
  });

  test('checks when it goes off after its interval, and not before', async () => {
    await changeFeedSettings.update({ watchChanges: true });
    await vi.waitFor(async () => expect(await alarm()).toBe(30));
    emulator.clearRequests();
    vi.setSystemTime(Date.now() + 29 * MINUTE);
    await changes.changeFeedJob.trigger();
    expect(asked()).toBe('');
    expect(await alarm()).toBe(1);

    vi.setSystemTime(Date.now() + MINUTE);
    await changes.changeFeedJob.trigger();
    expect(asked()).toBe('activities,events,wellness');
    expect(await alarm()).toBe(30);
  });

  test('checks after a clock that was a week ahead is right again', async () => {
    await changeFeedSettings.update({ watchChanges: true });
    await vi.waitFor(async () => expect(await alarm()).toBe(30));
    emulator.clearRequests();
    vi.setSystemTime(Date.now() - 7 * 24 * 60 * MINUTE);
    await changes.changeFeedJob.trigger();

    expect(asked()).toBe('activities,events,wellness');
    expect(await alarm()).toBe(30);
  });

  test('starts afresh when it is switched on again: what happened meanwhile is not reported', async () => {
    await changeFeedSettings.update({ watchChanges: true });
    await vi.waitFor(() => expect(asked()).toBe('activities,events,wellness'));
    await changeFeedSettings.update({ watchChanges: false });
    await vi.waitFor(async () => expect(await alarm()).toBeUndefined());
    await vi.waitFor(async () => expect(await getLastSnapshot()).toBeUndefined());
    seed('Meanwhile');
    await changeFeedSettings.update({ watchChanges: true });

    expect((await ring()).newChanges).toEqual([]);
  });

  test('goes on for webhooks alone, and ends with the account, of which nothing is kept', async () => {
    await changes.subscribeTopic({ server: 'https://ntfy.sh', name: 'mine', secret: SECRET });
    await vi.waitFor(async () => expect(await alarm()).toBe(30));
    expect(await exportSettings()).not.toContain(SECRET);
    await changes.syncFeed();
    const added = seed('Added');
    await ring();
    await changeFeedSettings.update({ watchChanges: true });
    await ring();
    expect(await getRecentFeedItems(emulator.athlete.id, 9)).toMatchObject([
      { change: { activity: { id: added.id } } },
    ]);

    await disconnectAccount();
    await vi.waitFor(async () => expect(await getWebhookTopic()).toBeUndefined());
    expect(givenBack).toEqual(['https://ntfy.sh/*']);
    await vi.waitFor(async () => expect(await alarm()).toBeUndefined());
    expect(await getRecentFeedItems(emulator.athlete.id, 9)).toEqual([]);
  });
});

describe('a change', () => {
  test('is reported and marked by its kind, and syncs the folder where the calendar has changed', async () => {
    await changeFeedSettings.update({
      watchChanges: true,
      changesNotify: ['activities'],
      changesBadge: ['calendar'],
    });
    await changes.syncFeed();
    const heard = new Promise<void>(resolve => onChanged(resolve, 'changes'));
    const added = [seed('First'), seed('Second')];
    emulator.seed.event({ start_date_local: at(1), name: 'Tempo' });
    await ring();
    await heard;

    expect(told).toMatchObject([added.map(({ id }) => ({ activity: { id } }))]);
    expect((await getFeedState()).unseen).toBe(1);
    expect(filled).toBe(1);

    seed('Third');
    await changeFeedSettings.update({ changesNotify: [], changesSyncFolder: false });
    emulator.seed.event({ start_date_local: at(2), name: 'Long' });
    await ring();
    expect(told).toHaveLength(1);
    expect((await getFeedState()).unseen).toBe(2);
    expect(filled).toBe(1);
  });

  test('is returned to a person who checks now, together with the problem of a feed', async () => {
    await followTopic();
    emulator.ntfy.requestsLeft = 0;

    await expect(changes.syncFeedNow()).rejects.toMatchObject({ kind: 'site-rate-limited' });
  });
});
