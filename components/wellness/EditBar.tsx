import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DayRange } from '../../lib/day.ts';
import { announce } from '../../lib/news.ts';
import type { Edit } from '../../lib/wellness/edit.ts';
import { dropEdits } from '../../lib/wellness/store.ts';
import { Ask } from '../Ask.tsx';
import { number } from '../format.ts';
import { KeptFocus } from '../KeptFocus.tsx';

interface Props {
  athlete: string;
  /** What is shown. */
  range: DayRange;
  edits: readonly Edit[];
  /** Absent where nobody may write. */
  onReview: (() => void) | undefined;
}

/** What was changed here and is not sent yet. */
export function EditBar({ athlete, range, edits, onReview }: Props) {
  const [asking, setAsking] = useState(false);
  const elsewhere = edits.filter(({ day }) => day < range.from || day > range.to).length;
  const discard = async () => {
    setAsking(false);
    await dropEdits(athlete, edits);
    announce('edits');
  };
  return (
    <div role="status">
      <KeptFocus class="line spread">
        {edits.length > 0 && (
          <p>
            <strong>{i18n.t('wellness.pending', edits.length, [number(edits.length)])}</strong>{' '}
            {elsewhere > 0 && (
              <span class="muted">{i18n.t('wellness.elsewhere', elsewhere, [number(elsewhere)])}</span>
            )}
          </p>
        )}
        {edits.length > 0 && !asking && (
          <div class="line">
            <button type="button" class="button quiet" onClick={() => setAsking(true)}>
              {i18n.t('wellness.discard')}
            </button>
            {onReview && (
              <button type="button" class="button primary" onClick={onReview}>
                {i18n.t('wellness.review')}
              </button>
            )}
          </div>
        )}
        {edits.length > 0 && asking && (
          <Ask
            question={i18n.t('wellness.discardAsk', edits.length, [number(edits.length)])}
            yes={i18n.t('wellness.discardYes')}
            no={i18n.t('wellness.discardNo')}
            onYes={() => void discard().catch(reportError)}
            onNo={() => setAsking(false)}
          />
        )}
      </KeptFocus>
    </div>
  );
}
