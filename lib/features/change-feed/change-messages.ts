import { i18n } from '#i18n';
import { formatDate, formatNumber } from '../../platform/format.ts';
import type { LinkTarget } from '../../platform/pages.ts';
import { getActivityUrl } from '../../services/intervals/activities.ts';
import { formatFieldValueWithUnit, getFieldLabel } from '../wellness/field-labels.ts';
import type { ActivityChange, Change, OverwrittenValue, WellnessRecord } from './change.ts';

/** The sentence for a change, in a list and in a notification. */
export function toChangeSentence(change: Change): string {
  switch (change.type) {
    case 'CALENDAR_UPDATED':
      return calendarSentence(change);
    case 'WELLNESS_UPDATED':
      return wellnessSentence(change.records);
    case 'FITNESS_UPDATED':
      return i18n.t('changes.fitness');
    case 'SPORT_SETTINGS_UPDATED':
      return i18n.t('changes.sportSettings');
    case 'APP_SCOPE_CHANGED':
      return change.deauthorized ? i18n.t('changes.appShutOut') : i18n.t('changes.appScope');
    default:
      return activitySentence(change);
  }
}

/** The page that shows what changed; undefined if there is none. */
export function getChangeUrl(change: Change): LinkTarget | undefined {
  if (change.type === 'WELLNESS_UPDATED') return 'app#wellness';
  return 'activity' in change && change.type !== 'ACTIVITY_DELETED' ? getActivityUrl(change.activity.id) : undefined;
}

/** As many as a notification shows. */
const MAX_SENTENCES = 3;

/** All changes of one sync in one text. */
export function toNotificationText(changes: readonly Change[]): string {
  return joinFirst(changes.map(toChangeSentence), '\n', MAX_SENTENCES);
}

/** Of a whole plan only so many are listed. */
const MAX_NAMES = 5;

/** The first ones, and the number of the others. */
function joinFirst(many: readonly string[], between: string, most = MAX_NAMES): string {
  const more = many.length - most;
  const shown = many.slice(0, most);
  return [...shown, ...(more > 0 ? [i18n.t('changes.more', more, [formatNumber(more)])] : [])].join(between);
}

function activitySentence({ type, activity }: ActivityChange): string {
  const name = activity.name || i18n.t('changes.unnamed');
  switch (type) {
    case 'ACTIVITY_UPLOADED':
      return i18n.t('changes.uploaded', { name });
    case 'ACTIVITY_ANALYZED':
      return i18n.t('changes.analyzed', { name });
    case 'ACTIVITY_ACHIEVEMENTS':
      return i18n.t('changes.achieved', { name });
    case 'ACTIVITY_DELETED':
      return i18n.t('changes.deleted', { name });
    default:
      return i18n.t('changes.updated', { name });
  }
}

/** First what was written over the athlete's own values, each with what was there before, then the other days. */
function wellnessSentence(records: readonly WellnessRecord[]): string {
  const values = records.flatMap(({ id, overwritten = [] }) => overwritten.map(value => ({ day: id, ...value })));
  const others = records.filter(({ overwritten }) => !overwritten?.length).map(({ id }) => formatEventDay(id));
  const sentences = [
    ...(values.length > 0 ? [joinFirst(values.map(overwrittenSentence), ' '), i18n.t('changes.lockDay')] : []),
    ...(others.length > 0 ? [i18n.t('changes.wellnessOf', { days: joinFirst(others, ', ') })] : []),
  ];
  return sentences.join(' ');
}

function overwrittenSentence({ day, key, written, now, isBack }: OverwrittenValue & { day: string }): string {
  const words = {
    field: getFieldLabel(key),
    day: formatEventDay(day),
    written: formatFieldValueWithUnit(written, key),
    now: formatFieldValueWithUnit(now, key),
  };
  return isBack ? i18n.t('changes.overwrittenBack', words) : i18n.t('changes.overwritten', words);
}

function calendarSentence({ events, deleted_events }: Extract<Change, { events: unknown }>): string {
  const sentences = [
    ...(events.length > 0 ? [i18n.t('changes.planned', { names: joinEventNames(events) })] : []),
    ...(deleted_events.length > 0 ? [i18n.t('changes.unplanned', { names: joinEventNames(deleted_events) })] : []),
  ];
  return sentences.join(' ') || i18n.t('changes.somePlan');
}

/** "Tempo (24 Nov 2026), Long run (28 Nov 2026)" */
const joinEventNames = (events: { name?: string | undefined; start_date_local?: string | undefined }[]): string =>
  joinFirst(
    events.map(({ name, start_date_local: start }) => {
      const displayName = name || i18n.t('changes.unnamedEvent');
      return start ? i18n.t('changes.onDay', { name: displayName, day: formatEventDay(start) }) : displayName;
    }),
    ', ',
  );

/** "22 Nov 2026" in every time zone: it is a day of the athlete's calendar. */
const formatEventDay = (day: string): string => formatDate(Date.parse(`${day.slice(0, 10)}T12:00`));
