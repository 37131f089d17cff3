import { i18n } from '#i18n';
import type { BackfillOutcome, OutcomeCounts } from '../../lib/features/backfill/backfill-report.ts';
import type { BackfillFinding, Verdict } from '../../lib/features/backfill/backfill-search.ts';
import type { MatchKind } from '../../lib/features/uploads/upload.ts';
import { formatDateTime, formatDuration, formatNumber } from '../../lib/platform/format.ts';
import { LINK_PLACEHOLDER, type Link, type RichText } from '../../lib/platform/rich-text.ts';
import { getActivityUrl } from '../../lib/services/intervals/activities.ts';
import { getClockOffsetMessage } from '../text/clock-offset-message.ts';

export const VERDICT_LABELS: Record<Verdict, string> = {
  missing: i18n.t('missing.missing'),
  unsure: i18n.t('missing.unsure'),
  strava: i18n.t('missing.strava'),
  'no-file': i18n.t('missing.noFile'),
  there: i18n.t('missing.there'),
};

export const OUTCOME_LABELS: Record<BackfillOutcome, string> = {
  waiting: i18n.t('missing.planned'),
  fetching: i18n.t('missing.fetching'),
  'on-the-way': i18n.t('missing.onTheWay'),
  sent: i18n.t('missing.wasSent'),
  known: i18n.t('missing.wasKnown'),
  held: i18n.t('state.held'),
  'no-file': i18n.t('missing.noFile'),
  failed: i18n.t('state.failed'),
  removed: i18n.t('missing.removed'),
};

/** The reason for a verdict, with a link to the matching activity on Intervals.icu if there is one. */
export function getVerdictReason({ verdict, match, matchKind, clockOffMs }: BackfillFinding): RichText | undefined {
  if (verdict === 'no-file') return { text: i18n.t('missing.noFileWhy') };
  if (!match) return verdict === 'unsure' ? { text: i18n.t('missing.noTime') } : undefined;
  const label =
    match.name || (match.startMs === undefined ? i18n.t('row.thisActivity') : formatDateTime(match.startMs));
  const link = { label, to: getActivityUrl(match.id) };
  if (verdict === 'strava') return { text: i18n.t('missing.stravaWhy', { link: LINK_PLACEHOLDER }), link };
  if (clockOffMs !== undefined)
    return matchKind ? getClockOffsetMessage(link, clockOffMs) : getMaybeMessage(link, clockOffMs);
  if (verdict === 'unsure') return { text: getUnsureText(matchKind), link };
  if (matchKind === 'hidden') return { text: i18n.t('missing.hiddenWhy', { link: LINK_PLACEHOLDER }), link };
  return { text: LINK_PLACEHOLDER, link };
}

function getUnsureText(matchKind: MatchKind | undefined): string {
  switch (matchKind) {
    case 'same-time':
      return i18n.t('likeness.sameTime', { link: LINK_PLACEHOLDER });
    case 'id-only':
      return i18n.t('likeness.idOnly', { link: LINK_PLACEHOLDER });
    case 'hidden':
      return i18n.t('likeness.hidden', { link: LINK_PLACEHOLDER });
    case 'hidden-day':
      return i18n.t('likeness.hiddenDay', { link: LINK_PLACEHOLDER });
    default:
      return i18n.t('missing.sameStart', { link: LINK_PLACEHOLDER });
  }
}

/** Only the start of a placeholder is known: too little to call it a match. */
const getMaybeMessage = (link: Link, clockOffMs: number): RichText => ({
  text: i18n.t('missing.maybeClockOff', { link: LINK_PLACEHOLDER, time: formatDuration(clockOffMs) }),
  link,
});

/** "38 uploaded · 1 already on Intervals.icu · 1 without a file" */
export function summarizeOutcomes(counts: OutcomeCounts): string {
  const parts = [
    counts.sent > 0 && i18n.t('missing.nSent', { n: formatNumber(counts.sent) }),
    counts.known > 0 && i18n.t('batch.known', { n: formatNumber(counts.known) }),
    counts['no-file'] > 0 && i18n.t('missing.nNoFile', { n: formatNumber(counts['no-file']) }),
    counts.held > 0 && i18n.t('batch.needsYou', counts.held, [formatNumber(counts.held)]),
    counts.failed > 0 && i18n.t('batch.failed', { n: formatNumber(counts.failed) }),
    counts.removed > 0 && i18n.t('missing.nRemoved', { n: formatNumber(counts.removed) }),
  ].filter(part => part !== false);
  return parts.join(' · ');
}
