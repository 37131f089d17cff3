import { browser } from 'wxt/browser';
import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { createMutex } from '../../platform/mutex.ts';
import { hostPermission } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { MINUTE } from '../../platform/time.ts';
import { getCredentials, requireAthleteId, watchAccount } from '../../services/intervals/credentials.ts';
import { captureSettings } from '../capture/settings.ts';
import { type Change, getChangeKind } from './change.ts';
import { getFeedState, updateFeedState } from './feed-state.ts';
import { clearFeedStore, deleteSnapshot, getLastSnapshot } from './feed-store.ts';
import { type FeedSyncResult, syncOnce } from './feed-sync.ts';
import { changeFeedSettings } from './settings.ts';
import { startingFrom } from './webhook-feed.ts';
import { deleteWebhookTopic, getWebhookTopic, setWebhookTopic, type WebhookTopic } from './webhook-topic.ts';

/** Name of the alarm that wakes the background to look for changes. */
export const CHANGE_FEED_ALARM = 'changes';

/** What is done with news. */
export interface ChangeFeedActions {
  /** Tells a person, once a look. */
  notify(news: Change[]): Promise<void>;
  /** Fills the workouts folder anew. */
  syncFolder(): Promise<void>;
}

let actions: ChangeFeedActions | undefined;

/** One after the other: what is read, compared and stored belongs together. */
const runExclusive = createMutex(thrown => reportError(thrown));

/** Looks for changes from now on, as the settings say. Called once, when the background comes to life. */
export function startChangeFeed(feedActions: ChangeFeedActions): void {
  actions = feedActions;
  // Both say at once how they are: that is one reason to look, and not two.
  const reported = new Set<'account' | 'settings'>();
  const onReported = (source: 'account' | 'settings') => {
    if (reported.add(source).size === 2) void runExclusive(updateAlarm);
  };
  watchAccount(() => onReported('account'));
  changeFeedSettings.watch(() => onReported('settings'));
}

/** Looks now, one look after the other, and does with the news what the person chose. Never rejects. */
export const syncFeed = (): Promise<FeedSyncResult> => runExclusive(() => withKeepAlive(syncAndNotify()));

/** The same for somebody who looks. @throws {Problem} what kept Musette from looking */
export async function syncFeedNow(): Promise<FeedSyncResult> {
  const result = await syncFeed();
  if (result.problem) throw Problem.fromPlain(result.problem);
  return result;
}

/** Hears of changes through a topic from now on, in place of any other. @throws {Problem} `not-connected` */
export async function subscribeTopic(
  topic: Pick<WebhookTopic, 'server' | 'name' | 'secret' | 'token'>,
): Promise<void> {
  const athlete = await requireAthleteId();
  await runExclusive(() => setWebhookTopic({ ...topic, athlete, ...startingFrom(Date.now()) }));
  await runExclusive(updateAlarm);
}

/** Hears of nothing through the topic any more, and forgets its secret. */
export async function unsubscribeTopic(): Promise<void> {
  await runExclusive(removeTopic);
  await runExclusive(updateAlarm);
}

async function syncAndNotify(): Promise<FeedSyncResult> {
  const result = await syncOnce();
  const { newChanges } = result;
  if (newChanges.length === 0 || !actions) return result;
  const { changesNotify, changesBadge, changesSyncFolder } = await changeFeedSettings.get();
  const toMark = newChanges.filter(change => changesBadge.includes(getChangeKind(change)));
  await updateFeedState(state => ({ ...state, unseen: state.unseen + toMark.length }));
  // Only now: a page that shows the list takes the mark away.
  notifyChanged('changes');
  const toNotify = newChanges.filter(change => changesNotify.includes(getChangeKind(change)));
  if (toNotify.length > 0) await actions.notify(toNotify);
  // It takes a while, and how it went is told elsewhere.
  if (changesSyncFolder && newChanges.some(change => getChangeKind(change) === 'calendar'))
    void actions.syncFolder();
  return result;
}

/** Sets the alarm as it is wanted, and makes up for a look that was missed. */
async function updateAlarm(): Promise<void> {
  const credentials = await getCredentials();
  await deleteOtherAthletesData(credentials?.athlete.id);
  const [{ watchChanges, changesIntervalMinutes }, topic] = await Promise.all([
    changeFeedSettings.get(),
    getWebhookTopic(),
  ]);
  if (!credentials || (!watchChanges && !topic)) return await stopPolling();
  const alarm = await browser.alarms.get(CHANGE_FEED_ALARM);
  if (alarm?.periodInMinutes !== changesIntervalMinutes)
    browser.alarms.create(CHANGE_FEED_ALARM, { periodInMinutes: changesIntervalMinutes });
  const { lastSyncMs = 0 } = await getFeedState();
  if (Date.now() - lastSyncMs > changesIntervalMinutes * MINUTE) await withKeepAlive(syncAndNotify());
}

/** Nothing is looked at any more, and who begins again begins anew. */
async function stopPolling(): Promise<void> {
  const [wasOn, { lastSyncMs }] = await Promise.all([
    browser.alarms.clear(CHANGE_FEED_ALARM),
    getFeedState(),
  ]);
  // Most people never look, and no start of the background should open a database for them.
  if (!wasOn && lastSyncMs === undefined) return;
  await deleteSnapshot();
  await updateFeedState(({ unseen }) => ({ unseen }));
}

/** Whoever is connected now, what is kept of somebody else goes, and the secret of their app with it. */
async function deleteOtherAthletesData(athlete: string | undefined): Promise<void> {
  const [topic, { lastSyncMs }] = await Promise.all([getWebhookTopic(), getFeedState()]);
  const snapshot = lastSyncMs === undefined ? undefined : await getLastSnapshot();
  const owners = [topic, snapshot].flatMap(kept => (kept ? [kept.athlete] : []));
  if (athlete !== undefined && owners.every(owner => owner === athlete)) return;
  await Promise.all([clearFeedStore(), removeTopic(), updateFeedState(() => ({ unseen: 0 }))]);
  notifyChanged('changes');
}

/** What was granted to read its server is given back, unless that is a site that is listened to. */
async function removeTopic(): Promise<void> {
  const [topic, { captureSites }] = await Promise.all([getWebhookTopic(), captureSettings.get()]);
  await deleteWebhookTopic();
  if (!topic) return;
  const { hostname } = new URL(topic.server);
  if (captureSites.some(({ host }) => host === hostname)) return;
  await browser.permissions.remove(hostPermission(hostname)).catch(reportError);
}
