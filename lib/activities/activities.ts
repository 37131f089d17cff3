import { connected } from '../connected.ts';
import { watchAccount } from '../credentials.ts';
import { isThrottled } from '../error-policy.ts';
import {
  type DoneActivity,
  type FileKind,
  fetchActivityFile,
  listDone,
  type Stretch,
  searchDone,
} from '../intervals/activity-files.ts';
import { announce } from '../news.ts';
import { Problem } from '../problem.ts';
import { carryOn, getDisks, stopCarrying } from './carry.ts';
import { type Download, itemsOf } from './download.ts';
import { stemsFor } from './names.ts';
import { isOfAccount } from './setback.ts';
import { changeDownload, getDownload, replaceDownload } from './store.ts';
import { forgetZips } from './zip.ts';

/** A page of the athlete's activities, newest first. @throws {Problem} as the API */
export async function listActivities(stretch: Stretch): Promise<DoneActivity[]> {
  const { athlete, client } = await connected();
  return await listDone(client, athlete.id, stretch);
}

/** Those of all years that have this in their name, or this "#tag". @throws {Problem} as the API */
export async function searchActivities(words: string): Promise<DoneActivity[]> {
  const { athlete, client } = await connected();
  return await searchDone(client, athlete.id, words);
}

/** One file, at once. @throws {Problem} as the API; `refused` where there is none */
export async function fetchActivity(activity: DoneActivity, kind: FileKind): Promise<File> {
  const { client } = await connected();
  const { file, ending } = await fetchActivityFile(client, activity.id, kind);
  return new File([file], `${stemsFor([activity]).get(activity.id)}.${ending}`);
}

/** What a person asks to have fetched. */
export type Wish = Pick<Download, 'athlete' | 'kind' | 'into' | 'title'> & { activities: DoneActivity[] };

/**
 * Fetches many files, in place of a download before that is over. @throws {Problem} `wrong-athlete` where these are not the
 * connected athlete's, `not-connected`, `storage-full`
 */
export async function startDownload({ activities, ...wish }: Wish): Promise<void> {
  const { athlete } = await connected();
  if (athlete.id !== wish.athlete) throw new Problem('wrong-athlete');
  const download = { ...wish, id: crypto.randomUUID(), paused: false, strikes: 0 };
  await replace(() => replaceDownload(download, itemsOf(activities)));
}

/** Fetches nothing more until it is resumed. */
export async function pauseDownload(): Promise<void> {
  await change(download => ({ ...download, paused: true }));
  await stopCarrying();
}

/** Goes on, now where Intervals.icu itself asked for no pause. */
export async function resumeDownload(): Promise<void> {
  await change(({ stopped: _, ...download }) => ({ ...impatient(download), paused: false }));
  void carryOn();
}

/** Forgets the download, and what was fetched for its zip. Files that are in a folder stay there. */
export const forgetDownload = (): Promise<void> => replace(() => replaceDownload());

/** The network is back, or somebody looks. A pause that Intervals.icu asked for is kept. */
export async function tryNow(): Promise<void> {
  const download = await getDownload();
  if (!download) return;
  if (impatient(download) !== download) await change(impatient);
  void carryOn();
}

function impatient(download: Download): Download {
  const { waiting, ...rest } = download;
  return waiting && !isThrottled(waiting.problem.kind) ? rest : download;
}

/** Stops when another athlete is connected, goes on when theirs is back, and forgets everything when nobody is. */
export function keepDownload(): void {
  let isNews = false;
  watchAccount(account => {
    void heed(account?.athlete.id, isNews).catch(reportError);
    isNews = true;
  });
}

async function heed(athlete: string | undefined, isNews: boolean): Promise<void> {
  const download = await getDownload();
  if (!download) return;
  if (athlete === undefined) return await forgetDownload();
  if (download.athlete === athlete) {
    // A key that was refused is not tried again each time that the background comes to life.
    if (isNews) await change(withNewKey);
    return void carryOn();
  }
  if (download.done) return;
  await change(current => ({ ...current, stopped: { kind: 'wrong-athlete' } }));
  await stopCarrying();
}

/** What the key before was told is over. */
const withNewKey = ({ waiting: _, stopped, ...download }: Download): Download => ({
  ...download,
  ...(stopped && !isOfAccount(stopped) && { stopped }),
});

async function replace(work: () => Promise<void>): Promise<void> {
  const before = await getDownload();
  await work();
  await stopCarrying();
  announce('activities');
  void carryOn();
  // Only where there is one: not every window of every browser has a private disk.
  if (before?.into.to === 'zip') await forgetZips(getDisks().zips, (await getDownload())?.id);
}

async function change(how: (download: Download) => Download): Promise<void> {
  const download = await getDownload();
  if (download) await changeDownload(download.id, how);
  announce('activities');
}
