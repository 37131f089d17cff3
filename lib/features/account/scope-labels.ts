import { i18n } from '#i18n';
import type { Scope, UsedArea } from '../../services/intervals/access.ts';

/** An area of an athlete's data, as people call it: "Calendar". */
export const getAreaLabel = (area: UsedArea): string => AREA_LABELS[area]();

/** What a person lets an app do when they let it into an area: "See planned workouts and plan them". */
export const getAreaPermissionLabel = (area: UsedArea): string => AREA_PERMISSION_LABELS[area]();

/** What a scope allows: "writing the calendar". One that Musette has no use for is "this". */
export const getScopeLabel = (scope: string): string =>
  SCOPE_LABELS[scope as Scope]?.() ?? i18n.t('oauth.this');

const AREA_LABELS: Record<UsedArea, () => string> = {
  ACTIVITY: () => i18n.t('oauth.area.activity'),
  CALENDAR: () => i18n.t('oauth.area.calendar'),
  WELLNESS: () => i18n.t('oauth.area.wellness'),
};

const AREA_PERMISSION_LABELS: Record<UsedArea, () => string> = {
  ACTIVITY: () => i18n.t('oauth.doing.activity'),
  CALENDAR: () => i18n.t('oauth.doing.calendar'),
  WELLNESS: () => i18n.t('oauth.doing.wellness'),
};

const SCOPE_LABELS: Partial<Record<Scope, () => string>> = {
  'ACTIVITY:READ': () => i18n.t('oauth.read.activity'),
  'ACTIVITY:WRITE': () => i18n.t('oauth.write.activity'),
  'CALENDAR:READ': () => i18n.t('oauth.read.calendar'),
  'CALENDAR:WRITE': () => i18n.t('oauth.write.calendar'),
  'WELLNESS:READ': () => i18n.t('oauth.read.wellness'),
  'WELLNESS:WRITE': () => i18n.t('oauth.write.wellness'),
};
