import { i18n } from '#i18n';
import { getStarts } from '../../lib/features/uploads/duplicate-matching.ts';
import { isTimeZoneShift } from '../../lib/features/uploads/sameness-evidence.ts';
import type { ActivityMatch, Upload } from '../../lib/features/uploads/upload.ts';
import { formatDateTime, formatDuration } from '../../lib/platform/format.ts';
import { LINK_PLACEHOLDER, type Link, type RichText } from '../../lib/platform/rich-text.ts';
import { SECOND } from '../../lib/platform/time.ts';
import { getActivityUrl } from '../../lib/services/intervals/activities.ts';
import { getClockOffsetMessage } from '../text/clock-offset-message.ts';

/** How the match was recognised. */
export function getMatchMessage(upload: Upload, match: ActivityMatch): RichText {
  const link = toMatchLink(match);
  const gapMs = getGapMs(upload, match);
  const time = formatDuration(Math.abs(gapMs));
  switch (match.kind) {
    case 'same-file':
      return { text: i18n.t('likeness.sameFile', { link: LINK_PLACEHOLDER }), link };
    case 'same-id':
      return { text: i18n.t('likeness.sameId', { link: LINK_PLACEHOLDER }), link };
    case 'same-activity':
      return { text: i18n.t('likeness.sameActivity', { link: LINK_PLACEHOLDER }), link };
    case 'same-start':
      if (Math.abs(gapMs) < SECOND) return { text: i18n.t('likeness.sameStart', { link: LINK_PLACEHOLDER }), link };
      if (gapMs < 0) return { text: i18n.t('likeness.startsBefore', { link: LINK_PLACEHOLDER, time }), link };
      return { text: i18n.t('likeness.startsAfter', { link: LINK_PLACEHOLDER, time }), link };
    case 'same-time':
      return { text: i18n.t('likeness.sameTime', { link: LINK_PLACEHOLDER }), link };
    case 'time-zone-shift':
      return getClockOffsetMessage(link, getClockOffsetMs(upload, match));
    case 'id-only':
      return { text: i18n.t('likeness.idOnly', { link: LINK_PLACEHOLDER }), link };
    case 'hidden':
      return { text: i18n.t('likeness.hidden', { link: LINK_PLACEHOLDER }), link };
    case 'hidden-day':
      return { text: i18n.t('likeness.hiddenDay', { link: LINK_PLACEHOLDER }), link };
  }
}

/** For a file that was sent because a person chose it, though a similar activity was there. */
export function getResemblanceMessage(upload: Upload, match: ActivityMatch): RichText {
  const link = toMatchLink(match);
  const gapMs = getGapMs(upload, match);
  const time = formatDuration(Math.abs(gapMs));
  if (match.kind === 'time-zone-shift') {
    return {
      text: i18n.t('resembles.clockOff', {
        link: LINK_PLACEHOLDER,
        time: formatDuration(getClockOffsetMs(upload, match)),
      }),
      link,
    };
  }
  if (match.kind === 'same-time') return { text: i18n.t('resembles.sameTime', { link: LINK_PLACEHOLDER }), link };
  if (match.kind === 'id-only') return { text: i18n.t('resembles.idOnly', { link: LINK_PLACEHOLDER }), link };
  if (match.kind !== 'same-start') return { text: i18n.t('resembles.other', { link: LINK_PLACEHOLDER }), link };
  if (Math.abs(gapMs) < SECOND) return { text: i18n.t('resembles.sameStart', { link: LINK_PLACEHOLDER }), link };
  if (gapMs > 0) return { text: i18n.t('resembles.earlier', { link: LINK_PLACEHOLDER, time }), link };
  return { text: i18n.t('resembles.later', { link: LINK_PLACEHOLDER, time }), link };
}

/** How much later the upload starts than the matching activity, ms. */
const getGapMs = (upload: Upload, match: ActivityMatch): number => getGapsMs(upload, match)[0] ?? 0;

/** How far the clock is off, ms, by the recording in the upload that matches the activity. */
const getClockOffsetMs = (upload: Upload, match: ActivityMatch): number =>
  getGapsMs(upload, match)
    .map(Math.abs)
    .find(gapMs => isTimeZoneShift(gapMs)) ?? Math.abs(getGapMs(upload, match));

/** How much later each recording of the upload starts, ms, the nearest first. */
function getGapsMs({ recording }: Upload, { startMs }: ActivityMatch): number[] {
  if (startMs === undefined) return [];
  return getStarts(recording)
    .map(start => start - startMs)
    .sort((a, b) => Math.abs(a) - Math.abs(b));
}

function toMatchLink({ id, name, startMs }: ActivityMatch): Link {
  const startLabel = startMs === undefined ? undefined : i18n.t('row.activityOf', { time: formatDateTime(startMs) });
  const label = name ? i18n.t('row.named', { name }) : (startLabel ?? i18n.t('row.thisActivity'));
  return { label, to: getActivityUrl(id) };
}
