import { i18n } from '#i18n';
import type { CalendarEvent, Category } from '../../lib/intervals/event.ts';
import { SECOND } from '../../lib/time.ts';
import { distance, duration, number, percent, wallTime } from '../format.ts';
import { SPORT_WORDS } from '../row-words.ts';
import { targetWords } from './target-words.ts';

/** What it is called; what it is where it has no name. */
export const titleOf = ({ name, category }: CalendarEvent): string =>
  name.trim() || (category === 'WORKOUT' ? i18n.t('workouts.unnamed') : CATEGORY_WORDS[category]);

/** "17:30 · 1 h 10 min · load 74" */
export const summaryOf = ({ day, time, movingSecs, load }: CalendarEvent): string =>
  [
    ...(time ? [wallTime(`${day}T${time}`)] : []),
    ...(movingSecs ? [duration(movingSecs * SECOND)] : []),
    ...(load ? [i18n.t('workouts.load', { n: number(load) })] : []),
  ].join(' · ');

/** What is planned, each number with what it is. */
export function factsOf(event: CalendarEvent): [label: string, value: string][] {
  const { movingSecs, distanceM, load, intensity, day, time, indoor } = event;
  const facts: [string, string | false | undefined | 0][] = [
    [i18n.t('workouts.sport'), event.type && sportOf(event)],
    [i18n.t('workouts.duration'), movingSecs && duration(movingSecs * SECOND)],
    [i18n.t('workouts.distance'), distanceM && distance(distanceM)],
    [i18n.t('workouts.loadLabel'), load && number(load)],
    [i18n.t('workouts.intensity'), intensity && percent(intensity)],
    [i18n.t('workouts.target'), targetWords(event)],
    [i18n.t('workouts.time'), time && wallTime(`${day}T${time}`)],
    [
      i18n.t('workouts.where'),
      indoor !== undefined && i18n.t(indoor ? 'workouts.indoors' : 'workouts.outdoors'),
    ],
  ];
  return facts.flatMap(([label, value]) => (value ? [[label, value]] : []));
}

/** A sport that we have no word for keeps Intervals.icu's own. */
const sportOf = ({ sport, type = '' }: CalendarEvent): string =>
  sport === 'other' ? typeWords(type) : SPORT_WORDS[sport];

/** "Alpine Ski": Intervals.icu's own activity type, to be read. */
export const typeWords = (type: string): string => type.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');

const OTHER = i18n.t('category.other');

export const CATEGORY_WORDS: Record<Category, string> = {
  WORKOUT: i18n.t('workouts.heading'),
  RACE_A: i18n.t('category.race', { priority: 'A' }),
  RACE_B: i18n.t('category.race', { priority: 'B' }),
  RACE_C: i18n.t('category.race', { priority: 'C' }),
  NOTE: i18n.t('category.note'),
  HOLIDAY: i18n.t('category.holiday'),
  SICK: i18n.t('category.sick'),
  INJURED: i18n.t('category.injured'),
  TARGET: i18n.t('category.goal'),
  PLAN: OTHER,
  SET_EFTP: OTHER,
  FITNESS_DAYS: OTHER,
  SEASON_START: OTHER,
  SET_FITNESS: OTHER,
  OTHER,
};
