import { browser } from 'wxt/browser';
import { connected } from '../connected.ts';
import { fetchActivityFile } from '../intervals/activity-files.ts';
import { announce } from '../news.ts';
import { Problem } from '../problem.ts';
import { takeSparingTurn } from '../turns.ts';
import { whileWanted } from '../while-wanted.ts';
import { getHandle } from '../workouts/folder/store.ts';
import { type Download, goesOnAt, type Item } from './download.ts';
import { type HandleOf, openPlace, type Place } from './place.ts';
import { setbackOf } from './setback.ts';
import { changeDownload, endDownload, getDownload, itemsIn, putItem } from './store.ts';
import { packZip, type ZipFolder, zipFolder } from './zip.ts';

/** Name of the alarm that wakes the background while there is something to fetch. */
export const ACTIVITIES_ALARM = 'activities';

/** Files at a time: enough to hide the round trip; the request budget keeps us polite. */
const AT_ONCE = 6;

/** The disks that files are put on. */
export interface Disks {
  handleOf: HandleOf;
  zips: ZipFolder;
}

let disks: Disks = { handleOf: getHandle, zips: zipFolder };
let underWay: Promise<void> = Promise.resolve();
let stopper = new AbortController();

/** Puts files on other disks than the browser's. */
export function useDisks(others: Disks): void {
  disks = others;
}

export const getDisks = (): Disks => disks;

const fetching = whileWanted(() => {
  stopper = new AbortController();
  underWay = run(stopper.signal);
  return underWay;
});

/**
 * Fetches what may be fetched now, and sets the alarm for what may be later. Calls while it is at work make it look again. Never
 * rejects: what could not be stored is tried again by the alarm.
 */
export const carryOn = fetching.want;

/** Cuts off what is under way, and resolves when that has ended; what is wanted after it begins anew. */
export async function stopCarrying(): Promise<void> {
  stopper.abort();
  await underWay.catch(() => undefined);
}

async function run(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const download = await getDownload();
    const at = download && goesOnAt(download, Date.now());
    if (!download || at === undefined) return void (await browser.alarms.clear(ACTIVITIES_ALARM));
    if (at > 0) return void browser.alarms.create(ACTIVITIES_ALARM, { when: at });
    // Should this worker die in the middle, the alarm wakes its successor.
    browser.alarms.create(ACTIVITIES_ALARM, { delayInMinutes: 0.5, periodInMinutes: 0.5 });
    await goOn(download, signal);
    announce('activities');
  }
}

async function goOn(download: Download, signal: AbortSignal): Promise<void> {
  try {
    const waiting = await itemsIn('waiting');
    if (waiting.length > 0) await fetchAll(download, waiting, signal);
    else await finish(download, signal);
  } catch (thrown) {
    await recordSetback(download, Problem.from(thrown), signal);
  }
}

/** Fetches one after the other, several at a time, until something concerns them all. */
async function fetchAll(download: Download, waiting: Item[], signal: AbortSignal): Promise<void> {
  const place = await openPlace(download, disks.handleOf);
  let mayGoOn = true;
  const carry = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      if (!mayGoOn || signal.aborted) return;
      try {
        await fetchOne(download, item, place, signal);
        announce('activities');
      } catch (thrown) {
        mayGoOn &&= await recordSetback(download, Problem.from(thrown), signal, item);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, carry));
}

async function fetchOne(download: Download, item: Item, place: Place, signal: AbortSignal): Promise<void> {
  const known = await place.find(item);
  if (known !== undefined)
    return await putItem(download, { ...item, state: 'done', name: known, wasThere: true });
  const { athlete, client } = await connected(signal, takeSparingTurn);
  if (athlete.id !== download.athlete) throw new Problem('wrong-athlete');
  const { file, ending } = await fetchActivityFile(client, item.activity.id, download.kind);
  // Whoever stopped it wants nothing more to be written.
  if (signal.aborted) throw new Problem('stopped');
  await place.put(item, `${item.stem}.${ending}`, file);
}

async function finish(download: Download, signal: AbortSignal): Promise<void> {
  if (download.into.to === 'zip') await packZip(download, disks.zips, signal);
  await endDownload(download);
}

/** Keeps what a problem means for the download and for one of its items; returns whether the others may go on. */
async function recordSetback(
  { id }: Download,
  thrown: Problem,
  signal: AbortSignal,
  item?: Item,
): Promise<boolean> {
  const problem = thrown.toPlain();
  if (signal.aborted || problem.kind === 'stopped') return false;
  const now = await getDownload();
  // What fails beside one for which all have to wait says nothing new.
  if (now?.id !== id || !mayGo(now)) return false;
  const setback = setbackOf(problem, item?.tries, now.strikes, Date.now());
  if (item) await putItem(now, { ...item, ...setback.item });
  const next = await changeDownload(id, current => ({ ...current, ...setback.download }));
  return next !== undefined && mayGo(next);
}

const mayGo = (download: Download): boolean => goesOnAt(download, Date.now()) === 0;
