import { i18n } from '#i18n';
import type { Counts } from '../lib/outbox/store.ts';
import { number } from './format.ts';

/** What there is in a batch besides what was uploaded: "3 already there", "1 needs you", "2 failed". */
export const othersOf = ({ duplicate, held, failed }: Counts): string[] =>
  [
    duplicate > 0 && i18n.t('batch.known', { n: number(duplicate) }),
    held > 0 && i18n.t('batch.needsYou', held, [number(held)]),
    failed > 0 && i18n.t('batch.failed', { n: number(failed) }),
  ].filter(part => part !== false);
