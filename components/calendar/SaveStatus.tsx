import { i18n } from '#i18n';
import type { WorkoutFiles } from '../../lib/features/calendar/workout-files.ts';
import { formatNumber, formatWeekday } from '../../lib/platform/format.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { getEventTitle } from './event-labels.ts';
import type { SaveState } from './use-save-workouts.ts';

interface Props {
  state: SaveState;
  onCancel: () => void;
}

/** The progress of saving workouts, and the result. */
export function SaveStatus({ state, onCancel }: Props) {
  const isBusy = state.name === 'preparing' || state.name === 'writing';
  return (
    <div class="save-line">
      <div role="status" class="small">
        {getStatusMessage(state)}
        {state.name === 'failed' && <ProblemSentence problem={state.problem} more={getPartialMessage(state.written)} />}
        {state.name === 'done' && <FailedWorkouts {...state.collected} />}
      </div>
      {isBusy && (
        <button type="button" class="button slim" onClick={onCancel}>
          {i18n.t('saving.cancel')}
        </button>
      )}
    </div>
  );
}

function getStatusMessage(state: SaveState): string {
  switch (state.name) {
    case 'preparing':
      return i18n.t('saving.preparing');
    case 'writing':
      return i18n.t('saving.packing', { done: formatNumber(state.written), all: formatNumber(state.all) });
    case 'refused':
      return i18n.t('saving.refused');
    case 'cancelled':
      return i18n.t('saving.cancelled', state.written, [formatNumber(state.written)]);
    case 'done': {
      const count = state.collected.files.length;
      return i18n.t(state.mode === 'zip' ? 'saving.done' : 'saving.doneInto', count, [formatNumber(count)]);
    }
    default:
      return '';
  }
}

const getPartialMessage = (written: number): string =>
  written > 0 ? i18n.t('saving.halfway', written, [formatNumber(written)]) : '';

/** Workouts that were not saved, each with its reason. */
function FailedWorkouts({ failed }: WorkoutFiles) {
  if (failed.length === 0) return null;
  return (
    <>
      <p>{i18n.t('saving.failed', failed.length, [formatNumber(failed.length)])}</p>
      <ul class="save-failed">
        {failed.map(({ event, problem }) => (
          <li key={event.id}>
            <b>
              {formatWeekday(event.day)} · {getEventTitle(event)}
            </b>{' '}
            <ProblemSentence problem={problem} />
          </li>
        ))}
      </ul>
    </>
  );
}
