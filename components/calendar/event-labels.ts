import { i18n } from '#i18n';
import {
  formatDistance,
  formatDuration,
  formatNumber,
  formatPercent,
  formatWallTime,
} from '../../lib/platform/format.ts';
import { SECOND } from '../../lib/platform/time.ts';
import type { CalendarEvent, EventCategory } from '../../lib/services/intervals/calendar-event.ts';
import { SPORT_LABELS } from '../text/sport-labels.ts';
import { getTargetLabel } from './target-descriptions.ts';

/** The name of an event, else its category. */
export const getEventTitle = ({ name, category }: CalendarEvent): string =>
  name.trim() || (category === 'WORKOUT' ? i18n.t('workouts.unnamed') : CATEGORY_LABELS[category]);

/** "17:30 · 1 h 10 min · load 74" */
export const getEventSummary = ({ day, time, movingSecs, load }: CalendarEvent): string =>
  [
    ...(time ? [formatWallTime(`${day}T${time}`)] : []),
    ...(movingSecs ? [formatDuration(movingSecs * SECOND)] : []),
    ...(load ? [i18n.t('workouts.load', { n: formatNumber(load) })] : []),
  ].join(' · ');

/** The planned numbers, each with its label. */
export function getEventFacts(event: CalendarEvent): [label: string, value: string][] {
  const { movingSecs, distanceM, load, intensity, day, time, indoor } = event;
  const facts: [string, string | false | undefined | 0][] = [
    [i18n.t('workouts.sport'), event.type && getSportLabel(event)],
    [i18n.t('workouts.duration'), movingSecs && formatDuration(movingSecs * SECOND)],
    [i18n.t('workouts.distance'), distanceM && formatDistance(distanceM)],
    [i18n.t('workouts.loadLabel'), load && formatNumber(load)],
    [i18n.t('workouts.intensity'), intensity && formatPercent(intensity)],
    [i18n.t('workouts.target'), getTargetLabel(event)],
    [i18n.t('workouts.time'), time && formatWallTime(`${day}T${time}`)],
    [i18n.t('workouts.where'), indoor !== undefined && i18n.t(indoor ? 'workouts.indoors' : 'workouts.outdoors')],
  ];
  return facts.flatMap(([label, value]) => (value ? [[label, value]] : []));
}

/** The label of a sport; an unknown one keeps the name of Intervals.icu. */
const getSportLabel = ({ sport, type = '' }: CalendarEvent): string =>
  sport === 'other' ? formatActivityType(type) : SPORT_LABELS[sport];

/** "Alpine Ski": an activity type of Intervals.icu as words. */
export const formatActivityType = (type: string): string => type.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');

const OTHER_LABEL = i18n.t('category.other');

export const CATEGORY_LABELS: Record<EventCategory, string> = {
  WORKOUT: i18n.t('workouts.heading'),
  RACE_A: i18n.t('category.race', { priority: 'A' }),
  RACE_B: i18n.t('category.race', { priority: 'B' }),
  RACE_C: i18n.t('category.race', { priority: 'C' }),
  NOTE: i18n.t('category.note'),
  HOLIDAY: i18n.t('category.holiday'),
  SICK: i18n.t('category.sick'),
  INJURED: i18n.t('category.injured'),
  TARGET: i18n.t('category.goal'),
  PLAN: OTHER_LABEL,
  SET_EFTP: OTHER_LABEL,
  FITNESS_DAYS: OTHER_LABEL,
  SEASON_START: OTHER_LABEL,
  SET_FITNESS: OTHER_LABEL,
  OTHER: OTHER_LABEL,
};
