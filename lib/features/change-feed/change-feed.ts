import { browser } from 'wxt/browser';
import { notifyChanged } from '../../platform/change-events.ts';
import { defineJob, type Job } from '../../platform/jobs/job.ts';
import { hostPermission } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { MINUTE } from '../../platform/time.ts';
import { getCredentials, requireAthleteId } from '../../services/intervals/credentials.ts';
import { captureSettings } from '../capture/settings.ts';
import { type Change, getChangeKind } from './change.ts';
import { getFeedState, updateFeedState } from './feed-state.ts';
import { clearFeedStore, deleteSnapshot, getLastSnapshot } from './feed-store.ts';
import { type FeedSyncResult, syncOnce } from './feed-sync.ts';
import { changeFeedSettings } from './settings.ts';
import { startingFrom } from './webhook-feed.ts';
import { deleteWebhookTopic, getWebhookTopic, setWebhookTopic, type WebhookTopic } from './webhook-topic.ts';

/** What is done with news. */
export interface ChangeFeedActions {
  /** Tells a person, once a look. */
  notify(news: Change[]): Promise<void>;
  /** Fills the workouts folder anew. */
  syncFolder(): Promise<void>;
}

let actions: ChangeFeedActions | undefined;

/** Asked for before its time, by a caller that waits for the result. */
let requested: PromiseWithResolvers<FeedSyncResult> | undefined;

/** Checks for changes as often as the settings say, while there is an account and something to check. */
export const changeFeedJob: Job = defineJob({ name: 'change-feed', run: syncIfDue });

/** Looks for changes from now on, as the settings say. Called once, when the background comes to life. */
export function startChangeFeed(feedActions: ChangeFeedActions): void {
  actions = feedActions;
  changeFeedSettings.watch(() => void changeFeedJob.trigger());
}

/** Checks now, after a check that is under way, and reports as the settings say. What was in the way is in the result. */
export function syncFeed(): Promise<FeedSyncResult> {
  requested ??= Promise.withResolvers();
  void changeFeedJob.trigger();
  return requested.promise;
}

/** The same for a user who looks at it. @throws {Problem} what was in the way */
export async function syncFeedNow(): Promise<FeedSyncResult> {
  const result = await syncFeed();
  if (result.problem) throw Problem.fromPlain(result.problem);
  return result;
}

/** Hears of changes through a topic from now on, in place of any other. @throws {Problem} `not-connected` */
export async function subscribeTopic(topic: Pick<WebhookTopic, 'server' | 'name' | 'secret' | 'token'>): Promise<void> {
  const athlete = await requireAthleteId();
  await changeWhileStopped(() => setWebhookTopic({ ...topic, athlete, ...startingFrom(Date.now()) }));
}

/** Hears of nothing through the topic any more, and forgets its secret. */
export const unsubscribeTopic = (): Promise<void> => changeWhileStopped(removeTopic);

/** Resolves after the run that follows the change. */
async function changeWhileStopped(change: () => Promise<void>): Promise<void> {
  await Promise.all([changeFeedJob.whileStopped(change), changeFeedJob.trigger()]);
}

async function syncIfDue(): Promise<number | undefined> {
  const request = requested;
  requested = undefined;
  try {
    const intervalMs = await getIntervalMs();
    if (request || (intervalMs !== undefined && (await getElapsedMs()) >= intervalMs)) {
      const result = await syncAndNotify();
      request?.resolve(result);
    }
    if (intervalMs !== undefined) return Date.now() + intervalMs - (await getElapsedMs());
    await stopPolling();
    return undefined;
  } catch (thrown) {
    request?.reject(thrown);
    throw thrown;
  }
}

/** How far checks are apart; undefined where there is nothing to check. What is stored of another athlete goes. */
async function getIntervalMs(): Promise<number | undefined> {
  const credentials = await getCredentials();
  await deleteOtherAthletesData(credentials?.athlete.id);
  const [{ watchChanges, changesIntervalMinutes }, topic] = await Promise.all([
    changeFeedSettings.get(),
    getWebhookTopic(),
  ]);
  return credentials && (watchChanges || topic) ? changesIntervalMinutes * MINUTE : undefined;
}

/** Since the last check. One in the future is of a clock that was set back. */
async function getElapsedMs(): Promise<number> {
  const { lastSyncMs = 0 } = await getFeedState();
  return Math.abs(Date.now() - lastSyncMs);
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
  if (changesSyncFolder && newChanges.some(change => getChangeKind(change) === 'calendar')) void actions.syncFolder();
  return result;
}

/** Nothing is looked at any more, and who begins again begins anew. */
async function stopPolling(): Promise<void> {
  const { lastSyncMs } = await getFeedState();
  // Most people never look, and no start of the background should open a database for them.
  if (lastSyncMs === undefined) return;
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
