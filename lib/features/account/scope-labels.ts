import { i18n } from '#i18n';
import type { Scope, UsedArea } from '../../services/intervals/access.ts';

/** The name of an area of an athlete's data: "Calendar". */
export const getAreaLabel = (area: UsedArea): string => AREA_LABELS[area]();

/** What the athlete allows an app to do in an area: "See planned workouts and plan them". */
export const getAreaPermissionLabel = (area: UsedArea): string => AREA_PERMISSION_LABELS[area]();

/** What a scope allows: "writing the calendar". "this" for a scope that Musette does not use. */
export const getScopeLabel = (scope: string): string => SCOPE_LABELS[scope as Scope]?.() ?? i18n.t('oauth.this');

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
