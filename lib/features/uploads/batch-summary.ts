import { i18n } from '#i18n';
import { formatNumber } from '../../platform/format.ts';
import type { UploadCounts } from './upload-store.ts';

/** The outcomes of a batch other than uploaded: "3 already on Intervals.icu", "1 needs your input", "2 failed". */
export const describeOtherOutcomes = ({ duplicate, held, failed }: UploadCounts): string[] =>
  [
    duplicate > 0 && i18n.t('batch.known', { n: formatNumber(duplicate) }),
    held > 0 && i18n.t('batch.needsYou', held, [formatNumber(held)]),
    failed > 0 && i18n.t('batch.failed', { n: formatNumber(failed) }),
  ].filter(part => part !== false);
