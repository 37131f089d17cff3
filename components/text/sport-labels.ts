import { i18n } from '#i18n';
import type { Sport } from '../../lib/formats/sport.ts';

export const SPORT_LABELS: Record<Sport, string> = {
  ride: i18n.t('sport.ride'),
  run: i18n.t('sport.run'),
  swim: i18n.t('sport.swim'),
  walk: i18n.t('sport.walk'),
  row: i18n.t('sport.row'),
  ski: i18n.t('sport.ski'),
  strength: i18n.t('sport.strength'),
  other: i18n.t('sport.other'),
};
