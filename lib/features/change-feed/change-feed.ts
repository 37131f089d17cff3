import { browser } from 'wxt/browser';
import { notifyChanged } from '../../platform/change-events.ts';
import { defineJob, type Job } from '../../platform/jobs/job.ts';
import { hostPermission, isPermissionBack } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { MINUTE } from '../../platform/time.ts';
import { getCredentials, isAccountStored, requireAthleteId } from '../../services/intervals/credentials.ts';
import { captureSettings } from '../capture/settings.ts';
import { type Change, getChangeKind } from './change.ts';
import { getFeedState, updateFeedState } from './feed-state.ts';
import { clearFeedStore, deleteSnapshot, getLastSnapshot } from './feed-store.ts';
import { type FeedSyncResult, syncOnce } from './feed-sync.ts';
import { changeFeedSettings } from './settings.ts';
import { startingFrom } from './webhook-feed.ts';
import { deleteWebhookTopic, getWebhookTopic, setWebhookTopic, type WebhookTopic } from './webhook-topic.ts';

export interface ChangeFeedActions {
  /** Shows one notification for the new changes of a check. */
  notify(changes: Change[]): Promise<void>;
  syncFolder(): Promise<void>;
}

let actions: ChangeFeedActions | undefined;

/** A check that a caller requested before it is due, and waits for. */
let requested: PromiseWithResolvers<FeedSyncResult> | undefined;

/** Checks for changes as often as the settings say, while there is an account and something to check. */
export const changeFeedJob: Job = defineJob({ name: 'change-feed', run: syncIfDue });

/** Checks for changes as the settings say. Called once, when the background starts. */
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

/** Checks now if the access to the topic's server that was missing is granted. */
export async function syncAllowedFeed(): Promise<void> {
  const { problem } = await getFeedState();
  if (problem && (await isPermissionBack(problem))) await syncFeed();
}

/** The same for a user who looks at it. @throws {Problem} what was in the way */
export async function syncFeedNow(): Promise<FeedSyncResult> {
  const result = await syncFeed();
  if (result.problem) throw Problem.fromPlain(result.problem);
  return result;
}

/** Reads changes from this topic from now on, in place of any other. @throws {Problem} `not-connected` */
export async function subscribeTopic(topic: Pick<WebhookTopic, 'server' | 'name' | 'secret' | 'token'>): Promise<void> {
  const athlete = await requireAthleteId();
  await changeWhileStopped(() => setWebhookTopic({ ...topic, athlete, ...startingFrom(Date.now()) }));
}

/** Stops reading the topic, and deletes its secret. */
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

/** Time between checks; undefined if there is nothing to check. Deletes what is stored of another athlete. */
async function getIntervalMs(): Promise<number | undefined> {
  const [{ watchChanges, changesIntervalMinutes }, topic, { lastSyncMs }] = await Promise.all([
    changeFeedSettings.get(),
    getWebhookTopic(),
    getFeedState(),
  ]);
  // Most users never turn checks on: no start of the background should read anything more for them.
  if (!watchChanges && !topic && lastSyncMs === undefined) return undefined;
  const credentials = await getCredentials();
  // The account that cannot be read is probably the same, and connects again.
  if (!credentials && (await isAccountStored())) return undefined;
  await deleteOtherAthletesData(credentials?.athlete.id);
  const isOurs = topic !== undefined && topic.athlete === credentials?.athlete.id;
  return credentials && (watchChanges || isOurs) ? changesIntervalMinutes * MINUTE : undefined;
}

/** Time since the last check. A check in the future was made before the clock was set back. */
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
  // After the mark is stored: a page that shows the list removes it.
  notifyChanged('changes');
  const toNotify = newChanges.filter(change => changesNotify.includes(getChangeKind(change)));
  if (toNotify.length > 0) await actions.notify(toNotify);
  // It takes a while, and shows its result elsewhere.
  if (changesSyncFolder && newChanges.some(change => getChangeKind(change) === 'calendar')) void actions.syncFolder();
  return result;
}

/** Ends the checks; the next ones start from a new snapshot. */
async function stopPolling(): Promise<void> {
  const { lastSyncMs } = await getFeedState();
  // Most users never turn checks on, and no start of the background should open a database for them.
  if (lastSyncMs === undefined) return;
  await deleteSnapshot();
  await updateFeedState(({ unseen }) => ({ unseen }));
}

/** Deletes what is stored of any other athlete than this one, including the secret of their app. */
export async function deleteOtherAthletesData(athlete: string | undefined): Promise<void> {
  const [topic, { lastSyncMs }] = await Promise.all([getWebhookTopic(), getFeedState()]);
  const snapshot = lastSyncMs === undefined ? undefined : await getLastSnapshot();
  const owners = [topic, snapshot].flatMap(stored => (stored ? [stored.athlete] : []));
  if (athlete !== undefined && owners.every(owner => owner === athlete)) return;
  await Promise.all([clearFeedStore(), removeTopic(), updateFeedState(() => ({ unseen: 0 }))]);
  notifyChanged('changes');
}

/** Also removes the permission to read its server, unless that is a site that is watched. */
async function removeTopic(): Promise<void> {
  const [topic, { captureSites }] = await Promise.all([getWebhookTopic(), captureSettings.get()]);
  await deleteWebhookTopic();
  if (!topic) return;
  const { hostname } = new URL(topic.server);
  if (captureSites.some(({ host }) => host === hostname)) return;
  await browser.permissions.remove(hostPermission(hostname)).catch(reportError);
}
