import { afterEach, beforeEach, vi } from 'vitest';
import { clearFeedStore } from '../../lib/features/change-feed/feed-store.ts';
import { type FeedSyncResult, syncOnce } from '../../lib/features/change-feed/feed-sync.ts';

import { recordOwnWrite } from '../../lib/features/change-feed/own-writes.ts';

import { changeFeedSettings } from '../../lib/features/change-feed/settings.ts';

import { startingFrom } from '../../lib/features/change-feed/webhook-feed.ts';
import { setWebhookTopic } from '../../lib/features/change-feed/webhook-topic.ts';
import { addDays, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { onApiWrite } from '../../lib/services/intervals/write-listeners.ts';
import { type FakePermissions, fakePermissions } from './fake-permissions.ts';
import { emulator } from './uploads-driver.ts';

export { emulator };

// As the background does when it starts.
onApiWrite(recordOwnWrite);

export const SECRET = 'whsec_1';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** What the browser allows: the servers of the topics of these tests. */
export let permissions: FakePermissions;

beforeEach(async () => {
  permissions = fakePermissions('https://ntfy.sh/*', 'https://ntfy.example.org/*');
  // The emulator uses real time; only Musette's clock is moved.
  vi.useFakeTimers({ toFake: ['Date'] });
  await clearFeedStore();
  await changeFeedSettings.update({ watchChanges: true });
  emulator.clearRequests();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Syncs once, after some time has passed. */
export async function look({ afterMs = 30 * MINUTE } = {}): Promise<FeedSyncResult> {
  vi.setSystemTime(Date.now() + afterMs);
  return await syncOnce();
}

/** What one sync finds: the types, each with its subject. */
export async function newsOf(looking: Promise<FeedSyncResult>): Promise<string[]> {
  const { newChanges, problem } = await looking;
  if (problem) throw new Error(JSON.stringify(problem));
  return newChanges.map(change => {
    const ids = [
      ...('activity' in change ? [change.activity] : []),
      ...('events' in change ? change.events : []),
      ...('records' in change ? change.records : []),
    ].map(({ id }) => id);
    const gone = 'deleted_events' in change ? change.deleted_events.map(({ id }) => `-${id}`) : [];
    return [change.type, ...ids, ...gone].join(' ');
  });
}

/** The athlete's day, so many days from now. */
export const day = (n = 0): string => addDays(getDateInZone(emulator.athlete.timezone, Date.now()), n);

/** An hour on that day, as the API writes it. */
export const at = (n: number, time = '08:00:00'): string => `${day(n)}T${time}`;

/** An activity that came from somewhere else. */
export const seed = (name: string, n = -1) =>
  emulator.seed.activity({ name, type: 'Ride', start_date_local: at(n), moving_time: 3600, distance: 30_000 });

/** What Intervals.icu reports about an activity, at a time after the last sync. */
export const told = (type: string, id: string, afterMs = 10 * MINUTE, athlete = emulator.athlete.id) => ({
  type,
  athlete_id: athlete,
  timestamp: new Date(Date.now() + afterMs).toISOString(),
  activity: { id, name: `Activity ${id}` },
});

/** Subscribes Musette to a topic, with `watchChanges` off, so that it learns of nothing otherwise. */
export async function followTopic({ server = 'https://ntfy.sh', secret = SECRET, token = '' } = {}) {
  await changeFeedSettings.update({ watchChanges: false });
  await setWebhookTopic({
    athlete: emulator.athlete.id,
    server,
    name: 'mine',
    secret,
    ...(token && { token }),
    ...startingFrom(Date.now()),
  });
}

/** An app of the athlete that posts to that topic. */
export const registerApp = (secret = SECRET, url = 'https://ntfy.sh/mine') =>
  emulator.registerApp({
    clientId: secret,
    secret: 'of the app',
    name: 'Mine',
    redirectUris: [],
    webhook: { url, secret },
  });

/** The requests to Intervals.icu since the last check. */
export const asked = () =>
  emulator.requests
    .filter(({ host }) => host === 'intervals.icu')
    .map(({ path }) => path.split('/').at(-1))
    .join();
