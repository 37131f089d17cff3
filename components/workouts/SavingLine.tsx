import { i18n } from '#i18n';
import type { Gathered } from '../../lib/workouts/save.ts';
import { number, shortWeekday } from '../format.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { titleOf } from './event-words.ts';
import type { SavingState } from './use-saving.ts';

interface Props {
  state: SavingState;
  onCancel: () => void;
}

/** How the saving goes, and what came of it. */
export function SavingLine({ state, onCancel }: Props) {
  const isBusy = state.name === 'preparing' || state.name === 'writing';
  return (
    <div class="save-line">
      <div role="status" class="small">
        {sentenceOf(state)}
        {state.name === 'failed' && <ProblemSentence problem={state.problem} more={halfway(state.written)} />}
        {state.name === 'done' && <Failed {...state.gathered} />}
      </div>
      {isBusy && (
        <button type="button" class="button slim" onClick={onCancel}>
          {i18n.t('saving.cancel')}
        </button>
      )}
    </div>
  );
}

function sentenceOf(state: SavingState): string {
  switch (state.name) {
    case 'preparing':
      return i18n.t('saving.preparing');
    case 'writing':
      return i18n.t('saving.packing', { done: number(state.written), all: number(state.all) });
    case 'refused':
      return i18n.t('saving.refused');
    case 'cancelled':
      return i18n.t('saving.cancelled', state.written, [number(state.written)]);
    case 'done': {
      const count = state.gathered.files.length;
      return i18n.t(state.manner === 'zip' ? 'saving.done' : 'saving.doneInto', count, [number(count)]);
    }
    default:
      return '';
  }
}

const halfway = (written: number): string =>
  written > 0 ? i18n.t('saving.halfway', written, [number(written)]) : '';

/** The rest was saved; each of these says why it was not. */
function Failed({ failed }: Gathered) {
  if (failed.length === 0) return null;
  return (
    <>
      <p>{i18n.t('saving.failed', failed.length, [number(failed.length)])}</p>
      <ul class="save-failed">
        {failed.map(({ event, problem }) => (
          <li key={event.id}>
            <b>
              {shortWeekday(event.day)} · {titleOf(event)}
            </b>{' '}
            <ProblemSentence problem={problem} />
          </li>
        ))}
      </ul>
    </>
  );
}
