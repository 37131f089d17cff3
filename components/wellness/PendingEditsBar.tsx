import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { deleteWellnessEdits } from '../../lib/features/wellness/wellness-store.ts';
import type { DateRange } from '../../lib/platform/calendar-date.ts';
import { notifyChanged } from '../../lib/platform/change-events.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { ConfirmPrompt } from '../ui/ConfirmPrompt.tsx';
import { FocusScope } from '../ui/FocusScope.tsx';

interface Props {
  athlete: string;
  /** The shown days. */
  range: DateRange;
  edits: readonly WellnessEdit[];
  /** Undefined without permission to write. */
  onReview: (() => void) | undefined;
}

/** The number of edits that are not saved yet, with buttons to review or discard them. */
export function PendingEditsBar({ athlete, range, edits, onReview }: Props) {
  const [confirming, setConfirming] = useState(false);
  const elsewhere = edits.filter(({ day }) => day < range.from || day > range.to).length;
  const discard = async () => {
    setConfirming(false);
    await deleteWellnessEdits(athlete, edits);
    notifyChanged('edits');
  };
  return (
    <div role="status">
      <FocusScope class="line spread">
        {edits.length > 0 && (
          <p>
            <strong>{i18n.t('wellness.pending', edits.length, [formatNumber(edits.length)])}</strong>{' '}
            {elsewhere > 0 && (
              <span class="muted">{i18n.t('wellness.elsewhere', elsewhere, [formatNumber(elsewhere)])}</span>
            )}
          </p>
        )}
        {edits.length > 0 && !confirming && (
          <div class="line">
            <button type="button" class="button quiet" onClick={() => setConfirming(true)}>
              {i18n.t('wellness.discard')}
            </button>
            {onReview && (
              <button type="button" class="button primary" onClick={onReview}>
                {i18n.t('wellness.review')}
              </button>
            )}
          </div>
        )}
        {edits.length > 0 && confirming && (
          <ConfirmPrompt
            question={i18n.t('wellness.discardAsk', edits.length, [formatNumber(edits.length)])}
            confirmLabel={i18n.t('wellness.discardYes')}
            cancelLabel={i18n.t('wellness.discardNo')}
            onConfirm={() => void discard().catch(reportError)}
            onCancel={() => setConfirming(false)}
          />
        )}
      </FocusScope>
    </div>
  );
}
