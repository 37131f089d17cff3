import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { formatNumber } from '../../platform/format.ts';
import { getFeedState } from '../change-feed/feed-state.ts';
import { countUnfinishedUploads } from '../uploads/upload-store.ts';

/** The accent colour, and red when input is needed. Style sheets and dark mode do not apply to a badge. */
const ACCENT = '#0f5e78';
const ATTENTION = '#b3261e';
const BADGE_INK = '#ffffff';

/** Shows on the toolbar button how many uploads are on their way, else that some need input, else that there are unseen changes. */
export async function updateBadge(): Promise<void> {
  const [counts, { unseen }] = await Promise.all([countUnfinishedUploads(), getFeedState()]);
  const active = counts.queued + counts.sending;
  const needsInput = counts.held + counts.failed > 0;
  const text = active > 0 ? formatBadgeCount(active) : needsInput ? '!' : unseen > 0 ? '•' : '';
  await browser.action.setBadgeText({ text });
  await browser.action.setBadgeBackgroundColor({ color: needsInput && active === 0 ? ATTENTION : ACCENT });
  await browser.action.setBadgeTextColor({ color: BADGE_INK });
  await browser.action.setTitle({ title: getActionTitle(active, needsInput, unseen) });
}

const formatBadgeCount = (n: number): string => (n > 999 ? '999+' : String(n));

/** The same in words, for screen readers and as a tooltip. */
function getActionTitle(active: number, needsInput: boolean, unseen: number): string {
  if (active > 0) return i18n.t('tell.badgeWaiting', active, [formatNumber(active)]);
  if (needsInput) return i18n.t('tell.badgeNeedsYou');
  return unseen > 0 ? i18n.t('changes.unseen', unseen, [formatNumber(unseen)]) : i18n.t('app.name');
}
