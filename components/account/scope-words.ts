import { i18n } from '#i18n';
import type { Scope, UsedArea } from '../../lib/intervals/access.ts';

/** An area of an athlete's data, as people call it: "Calendar". */
export const areaWords = (area: UsedArea): string => AREA[area]();

/** What a person lets an app do when they let it into an area: "See planned workouts and plan them". */
export const doingWords = (area: UsedArea): string => DOING[area]();

/** What a scope allows: "writing the calendar". One that Musette has no use for is "this". */
export const scopeWords = (scope: string): string => SCOPE[scope as Scope]?.() ?? i18n.t('oauth.this');

const AREA: Record<UsedArea, () => string> = {
  ACTIVITY: () => i18n.t('oauth.area.activity'),
  CALENDAR: () => i18n.t('oauth.area.calendar'),
  WELLNESS: () => i18n.t('oauth.area.wellness'),
};

const DOING: Record<UsedArea, () => string> = {
  ACTIVITY: () => i18n.t('oauth.doing.activity'),
  CALENDAR: () => i18n.t('oauth.doing.calendar'),
  WELLNESS: () => i18n.t('oauth.doing.wellness'),
};

const SCOPE: Partial<Record<Scope, () => string>> = {
  'ACTIVITY:READ': () => i18n.t('oauth.read.activity'),
  'ACTIVITY:WRITE': () => i18n.t('oauth.write.activity'),
  'CALENDAR:READ': () => i18n.t('oauth.read.calendar'),
  'CALENDAR:WRITE': () => i18n.t('oauth.write.calendar'),
  'WELLNESS:READ': () => i18n.t('oauth.read.wellness'),
  'WELLNESS:WRITE': () => i18n.t('oauth.write.wellness'),
};
