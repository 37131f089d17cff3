import { i18n } from '#i18n';
import type { OfferKind, SettingName } from '../../lib/settings.ts';

/** The settings in short, to list those that a file has changed. */
export const SETTING_LABELS: Record<SettingName, string> = {
  reviewBeforeSending: i18n.t('setting.reviewBeforeSending'),
  historyDays: i18n.t('setting.historyDays'),
  notifyWhenDone: i18n.t('setting.notifyWhenDone'),
  captureDownloads: i18n.t('setting.captureDownloads'),
  captureMode: i18n.t('setting.captureMode'),
  captureSites: i18n.t('setting.captureSites'),
  workoutFormat: i18n.t('setting.workoutFormat'),
  workoutRanges: i18n.t('setting.workoutRanges'),
  folderDays: i18n.t('setting.folderDays'),
  folderHour: i18n.t('setting.folderHour'),
  watchChanges: i18n.t('setting.watchChanges'),
  changesIntervalMinutes: i18n.t('setting.changesIntervalMinutes'),
  changesNotify: i18n.t('setting.changesNotify'),
  changesBadge: i18n.t('setting.changesBadge'),
  changesSyncFolder: i18n.t('setting.changesSyncFolder'),
};

const OFFER_LABELS: Record<OfferKind, (host: string) => string> = {
  captureDownloads: () => i18n.t('capture.downloads'),
  captureMode: () => i18n.t('data.offerAutomatic'),
  captureSites: host => i18n.t('data.offerSite', { host }),
  automaticSite: host => i18n.t('sites.automatic', { host }),
  watchChanges: () => i18n.t('changes.watch'),
  changesSyncFolder: () => i18n.t('data.offerFolder'),
  reviewBeforeSending: () => i18n.t('data.offerNoReview'),
};

/** What is switched on when the offer is accepted. */
export const getOfferLabel = (kind: OfferKind, host = ''): string => OFFER_LABELS[kind](host);
