import { i18n } from '#i18n';
import { activityUrl } from '../lib/intervals/activities.ts';
import { isSlip, startsOf } from '../lib/outbox/likeness.ts';
import type { Match, Upload } from '../lib/outbox/upload.ts';
import { SECOND } from '../lib/time.ts';
import { dateTime, duration } from './format.ts';
import { LINK, type Link, type Said, type Target } from './words.ts';

/** How it was recognised, or what it may be. */
export function likeness(upload: Upload, match: Match): Said {
  const link = linkTo(match);
  const gapMs = gap(upload, match);
  const time = duration(Math.abs(gapMs));
  switch (match.likeness) {
    case 'same-file':
      return { text: i18n.t('likeness.sameFile', { link: LINK }), link };
    case 'same-id':
      return { text: i18n.t('likeness.sameId', { link: LINK }), link };
    case 'same-activity':
      return { text: i18n.t('likeness.sameActivity', { link: LINK }), link };
    case 'same-start':
      if (Math.abs(gapMs) < SECOND) return { text: i18n.t('likeness.sameStart', { link: LINK }), link };
      if (gapMs < 0) return { text: i18n.t('likeness.startsBefore', { link: LINK, time }), link };
      return { text: i18n.t('likeness.startsAfter', { link: LINK, time }), link };
    case 'time-zone-slip':
      return looksLike(link, slipOf(upload, match));
  }
}

/** The same but for the clock, as far as that can be known. */
export const looksLike = (link: Link, clockOffMs: number): Said => ({
  text: i18n.t('likeness.clockOff', { link: LINK, time: duration(clockOffMs) }),
  link,
});

/** Sent because a person chose the file, though something like it was there. */
export function resembles(upload: Upload, match: Match): Said {
  const link = linkTo(match);
  const gapMs = gap(upload, match);
  const time = duration(Math.abs(gapMs));
  if (match.likeness === 'time-zone-slip') {
    return {
      text: i18n.t('resembles.clockOff', { link: LINK, time: duration(slipOf(upload, match)) }),
      link,
    };
  }
  if (match.likeness !== 'same-start') return { text: i18n.t('resembles.other', { link: LINK }), link };
  if (Math.abs(gapMs) < SECOND) return { text: i18n.t('resembles.sameStart', { link: LINK }), link };
  if (gapMs > 0) return { text: i18n.t('resembles.earlier', { link: LINK, time }), link };
  return { text: i18n.t('resembles.later', { link: LINK, time }), link };
}

/** How much later the upload starts than the activity that it is like. */
const gap = (upload: Upload, match: Match): number => gaps(upload, match)[0] ?? 0;

/** How far the clock is off, by the recording in it that looks like the activity. */
const slipOf = (upload: Upload, match: Match): number =>
  gaps(upload, match).map(Math.abs).find(isSlip) ?? Math.abs(gap(upload, match));

/** How much later each of its recordings starts, the nearest first. */
function gaps({ recording }: Upload, { startMs }: Match): number[] {
  if (startMs === undefined) return [];
  return startsOf(recording)
    .map(start => start - startMs)
    .sort((a, b) => Math.abs(a) - Math.abs(b));
}

function linkTo({ id, name, startMs }: Match): Link {
  const of = startMs === undefined ? undefined : i18n.t('row.activityOf', { time: dateTime(startMs) });
  const label = name ? i18n.t('row.named', { name }) : (of ?? i18n.t('row.thisActivity'));
  return { label, to: activityUrl(id) as Target };
}
