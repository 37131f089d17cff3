import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { i18n } from '#i18n';
import { getLooking, watchLooking } from '../lib/changes/state.ts';
import { growingBatch } from '../lib/missing/store.ts';
import { onNews } from '../lib/news.ts';
import { isAdding } from '../lib/outbox/outbox.ts';
import { type Counts, countOpen, countUploads, lastBatch, type OpenCounts } from '../lib/outbox/store.ts';
import { getSettings } from '../lib/settings.ts';
import { number } from './format.ts';
import { openApp } from './pages.ts';
import { othersOf } from './tally.ts';

/** The newest batch whose end was told. */
const toldItem = storage.defineItem<number>('local:toldBatch', { fallback: 0 });

const NOTIFICATION = 'batch';

/** Badge colours: the accent, and the red of what needs a person. A badge knows neither tokens nor the dark. */
const ACCENT = '#0f5e78';
const ATTENTION = '#b3261e';
const BADGE_INK = '#ffffff';

/** Lets badge and notification follow the outbox. Called once, when the background comes to life. */
export function keepTelling(): void {
  const tellSoon = inTurns(tell, 500);
  onNews(tellSoon);
  watchLooking(tellSoon);
  browser.notifications.onClicked.addListener(id => {
    if (id !== NOTIFICATION) return;
    void browser.notifications.clear(id);
    void openApp();
  });
  tellSoon();
}

/** Shows how the outbox stands, and tells of what has come to its end since the last time. */
export async function tell(): Promise<void> {
  const [counts, { unseen }] = await Promise.all([countOpen(), getLooking()]);
  await showBadge(counts, unseen);
  await tellDoneBatches();
}

async function showBadge(counts: OpenCounts, unseen: number): Promise<void> {
  const underWay = counts.queued + counts.sending;
  const needsYou = counts.held + counts.failed > 0;
  const text = underWay > 0 ? short(underWay) : needsYou ? '!' : unseen > 0 ? '•' : '';
  await browser.action.setBadgeText({ text });
  await browser.action.setBadgeBackgroundColor({ color: needsYou && underWay === 0 ? ATTENTION : ACCENT });
  await browser.action.setBadgeTextColor({ color: BADGE_INK });
  await browser.action.setTitle({ title: titleOf(underWay, needsYou, unseen) });
}

const short = (n: number): string => (n > 999 ? '999+' : String(n));

/** The same for those who hear the badge and do not see it. */
function titleOf(underWay: number, needsYou: boolean, unseen: number): string {
  if (underWay > 0) return i18n.t('tell.badgeWaiting', underWay, [number(underWay)]);
  if (needsYou) return i18n.t('tell.badgeNeedsYou');
  return unseen > 0 ? i18n.t('changes.unseen', unseen, [number(unseen)]) : i18n.t('app.name');
}

/** Tells of each batch that has come to its end since the last time, once. */
async function tellDoneBatches(): Promise<void> {
  // Files of one drop come one by one: between two of them a batch may look done.
  if (isAdding()) return;
  const [last, growing] = await Promise.all([lastBatch(), growingBatch()]);
  const told = await toldItem.getValue();
  // Rows were removed, so their numbers will be given once more.
  if (told > last) await toldItem.setValue(last);
  for (let batch = told + 1; batch <= last; batch += 1) {
    const counts = await countUploads(batch);
    if (counts.queued + counts.sending > 0 || batch === growing) break;
    // Stored first: rather never than twice.
    await toldItem.setValue(batch);
    await notify(counts);
  }
}

async function notify(counts: Counts): Promise<void> {
  const message = summaryOf(counts);
  if (message === '' || !(await getSettings()).notifyWhenDone) return;
  await browser.notifications.create(NOTIFICATION, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: i18n.t('tell.title'),
    message,
  });
}

/** "20 uploaded, 3 already there, 1 needs you" */
function summaryOf(counts: Counts): string {
  const uploaded = counts.uploaded > 0 ? [i18n.t('batch.uploaded', { n: number(counts.uploaded) })] : [];
  return [...uploaded, ...othersOf(counts)].join(', ');
}

/** Runs `work` after a call and once more after calls that came meanwhile, never two at a time, with a pause between. */
function inTurns(work: () => Promise<void>, pauseMs: number): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await work().catch(reportError);
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
    running = false;
  };
  return () => void run();
}
