import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatLongDay, formatNumber } from '../../lib/platform/format.ts';
import { sendMessage } from '../../lib/platform/messaging.ts';
import { DAY } from '../../lib/platform/time.ts';
import { hasScope } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { lastWrite } from '../../lib/wellness/store.ts';
import { canUndo, type Left, type WellnessWrite } from '../../lib/wellness/write-record.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { useActions } from '../hooks/use-actions.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { FocusScope } from '../ui/FocusScope.tsx';
import { fieldName, quantityWords } from './field-words.ts';

/** What was sent last, what Intervals.icu did not take of it, and the way back. It outlives the page. */
export function LastWrite({ account, sinceMs }: { account: Account; sinceMs?: number }) {
  const athlete = account.athlete.id;
  const last = useLastWrite(athlete, sinceMs);
  const { run, busy, problems } = useActions();
  const [dismissed, setDismissed] = useState('');
  if (!last || last.id === dismissed) {
    return (
      <FocusScope>
        <div role="status" />
      </FocusScope>
    );
  }
  const { id, left } = last;
  const problem = problems.get(id);
  const isUndoing = busy.has(id);
  const actions = (
    <>
      {canUndo(last) && hasScope(account, 'WELLNESS:WRITE') && (
        <button
          type="button"
          class="button slim"
          aria-disabled={isUndoing}
          onClick={() => run(id, () => sendMessage('undoWellness', { athlete, id }))}
        >
          {isUndoing ? i18n.t('wellness.undoing') : i18n.t('wellness.undo')}
        </button>
      )}
      <button type="button" class="button slim quiet" onClick={() => setDismissed(id)}>
        {i18n.t('added.dismiss')}
      </button>
    </>
  );
  return (
    <FocusScope>
      <Banner
        tone={problem ? 'bad' : left.length > 0 || last.state === 'sending' ? 'wait' : 'plain'}
        actions={actions}
      >
        {problem ? <ProblemSentence problem={problem} /> : <p>{sentenceOf(last)}</p>}
        {left.length > 0 && <LeftList left={left} />}
      </Banner>
    </FocusScope>
  );
}

/** More of them are no news any more. */
const MOST_LEFT = 10;

function LeftList({ left }: { left: readonly Left[] }) {
  const more = left.length - MOST_LEFT;
  return (
    <>
      <p>{i18n.t('wellness.notWritten', left.length, [formatNumber(left.length)])}</p>
      <ul class="small">
        {left.slice(0, MOST_LEFT).map(one => (
          <li key={`${one.day} ${one.key}`}>
            {i18n.t('wellness.leftOne', {
              day: formatLongDay(one.day),
              field: fieldName(one.key),
              why: whyOf(one),
            })}
          </li>
        ))}
        {more > 0 && <li>{i18n.t('wellness.more', more, [formatNumber(more)])}</li>}
      </ul>
    </>
  );
}

function whyOf({ why, key, now, to }: Left): string {
  if (why === 'locked') return i18n.t('wellness.leftLocked');
  const words = { now: quantityWords(now, key), to: quantityWords(to, key) };
  return why === 'changed' ? i18n.t('wellness.leftChanged', words) : i18n.t('wellness.leftNotTaken', words);
}

function sentenceOf({ kind, state, changes }: WellnessWrite): string {
  const values = changes.filter(({ key }) => key !== 'locked').length;
  const days = new Set(changes.map(({ day }) => day)).size;
  if (state === 'sending') return i18n.t('wellness.unsure', values, [formatNumber(values)]);
  if (kind === 'undo') return i18n.t('wellness.undone', values, [formatNumber(values)]);
  const sent = i18n.t('wellness.sent', values, [
    formatNumber(values),
    i18n.t('wellness.days', days, [formatNumber(days)]),
  ]);
  return values < changes.length ? `${sent} ${i18n.t('wellness.noUndo')}` : sent;
}

/** What the athlete sent last, live; undefined where that was before a moment, a day ago when absent. */
function useLastWrite(athlete: string, sinceMs?: number): WellnessWrite | undefined {
  const [last, setLast] = useState<WellnessWrite>();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const found = await lastWrite(athlete);
      if (isCurrent()) setLast(found && found.atMs >= (sinceMs ?? Date.now() - DAY) ? found : undefined);
    };
    return liveQuery(read, reportError, ['wellness']);
  }, [athlete, sinceMs]);
  return last;
}
