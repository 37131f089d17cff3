import { i18n } from '#i18n';
import { formatFieldValueWithUnit, getFieldLabel } from '../../lib/features/wellness/field-labels.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { formatLongDay, formatNumber } from '../../lib/platform/format.ts';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';

interface Props {
  /** The edits that write the athlete's values again. */
  edits: readonly WellnessEdit[];
  canWrite: boolean;
  busy: boolean;
  onRestore: () => void;
}

/** The rest is only counted. */
const MAX_SHOWN = 10;

/** The athlete's values that something else has changed since they were saved, and a button that saves them again for good. */
export function OverwrittenValues({ edits, canWrite, busy, onRestore }: Props) {
  const more = edits.length - MAX_SHOWN;
  return (
    <>
      <p>{i18n.t('wellness.overwritten', edits.length, [formatNumber(edits.length)])}</p>
      <ul class="small">
        {edits.slice(0, MAX_SHOWN).map(({ day, key, from, to }) => (
          <li key={`${day} ${key}`}>
            {i18n.t('wellness.overwrittenValue', {
              day: formatLongDay(day),
              field: getFieldLabel(key),
              to: formatFieldValueWithUnit(to, key),
              now: formatFieldValueWithUnit(from, key),
            })}
          </li>
        ))}
        {more > 0 && <li>{i18n.t('wellness.more', more, [formatNumber(more)])}</li>}
      </ul>
      {canWrite && (
        <ConfirmButton
          class="slim"
          label={i18n.t('wellness.restore')}
          question={i18n.t('wellness.restoreAsk')}
          confirmLabel={i18n.t('wellness.restoreYes')}
          cancelLabel={i18n.t('wellness.cancel')}
          busy={busy}
          onConfirm={onRestore}
        />
      )}
    </>
  );
}
