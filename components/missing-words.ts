import { i18n } from '#i18n';
import { activityUrl } from '../lib/intervals/activities.ts';
import type { Span } from '../lib/missing/choice.ts';
import type { Outcome, Tally } from '../lib/missing/report.ts';
import type { Finding, Verdict } from '../lib/missing/search.ts';
import { dateTime, duration, number } from './format.ts';
import { looksLike } from './likeness-words.ts';
import { LINK, type Link, type Said, type Target } from './words.ts';

export const VERDICT_WORDS: Record<Verdict, string> = {
  missing: i18n.t('missing.missing'),
  unsure: i18n.t('missing.unsure'),
  strava: i18n.t('missing.strava'),
  'no-file': i18n.t('missing.noFile'),
  there: i18n.t('missing.there'),
};

export const SPAN_WORDS: Record<Span, string> = {
  month: i18n.t('missing.month'),
  season: i18n.t('missing.season'),
  all: i18n.t('missing.all'),
  dates: i18n.t('missing.dates'),
};

export const OUTCOME_WORDS: Record<Outcome, string> = {
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

/** Why an activity is told to be what it is, with the activity on Intervals.icu where there is one. */
export function reasonFor({ verdict, match, likeness, clockOffMs }: Finding): Said | undefined {
  if (verdict === 'no-file') return { text: i18n.t('missing.noFileWhy') };
  if (!match) return verdict === 'unsure' ? { text: i18n.t('missing.noTime') } : undefined;
  const label =
    match.name || (match.startMs === undefined ? i18n.t('row.thisActivity') : dateTime(match.startMs));
  const link = { label, to: activityUrl(match.id) as Target };
  if (verdict === 'strava') return { text: i18n.t('missing.stravaWhy', { link: LINK }), link };
  if (clockOffMs !== undefined) return likeness ? looksLike(link, clockOffMs) : mayBe(link, clockOffMs);
  if (verdict === 'unsure') return { text: i18n.t('missing.sameStart', { link: LINK }), link };
  return { text: LINK, link };
}

/** Of a stub only the start is known, which is too little to say that it looks like something. */
const mayBe = (link: Link, clockOffMs: number): Said => ({
  text: i18n.t('missing.maybeClockOff', { link: LINK, time: duration(clockOffMs) }),
  link,
});

/** "38 sent · 1 already there · 1 without a file" */
export function tallyWords(tally: Tally): string {
  const parts = [
    tally.sent > 0 && i18n.t('missing.nSent', { n: number(tally.sent) }),
    tally.known > 0 && i18n.t('batch.known', { n: number(tally.known) }),
    tally['no-file'] > 0 && i18n.t('missing.nNoFile', { n: number(tally['no-file']) }),
    tally.held > 0 && i18n.t('batch.needsYou', tally.held, [number(tally.held)]),
    tally.failed > 0 && i18n.t('batch.failed', { n: number(tally.failed) }),
    tally.removed > 0 && i18n.t('missing.nRemoved', { n: number(tally.removed) }),
  ].filter(part => part !== false);
  return parts.join(' · ');
}
