import { i18n } from '#i18n';
import type { CellEditError } from './wellness-cells.ts';

/** Why something that was typed is no value. */
export function getCellEditMessage(reason: CellEditError, text: string): string {
  switch (reason) {
    case 'no-number':
      return i18n.t('wellness.noNumber', { text });
    case 'no-step':
      return i18n.t('wellness.noStep', { text });
    case 'no-option':
      return i18n.t('wellness.noOption', { text });
    case 'read-only':
      return i18n.t('wellness.readOnly');
  }
}
