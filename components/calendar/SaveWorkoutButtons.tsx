import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type CalendarEvent, hasSteps } from '../../lib/services/intervals/calendar-event.ts';
import { useActions } from '../hooks/use-actions.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { getEventTitle } from './event-labels.ts';
import { copyWorkoutText, saveWorkout } from './save-workouts.ts';
import type { WorkoutFileOptions } from './use-calendar.ts';

interface Props {
  athlete: string;
  event: CalendarEvent;
  options: WorkoutFileOptions;
  /** Offers to copy its text, too. */
  canCopy?: boolean;
}

/** The button that saves one workout in the format of the settings. */
export function SaveWorkoutButtons({ athlete, event, options, canCopy = false }: Props) {
  const { run, busy, problems } = useActions();
  const [status, setStatus] = useState('');
  const [problem] = problems.values();
  const runAction = (work: typeof saveWorkout, doneMessage: string) =>
    run('file', async () => {
      setStatus('');
      await work(athlete, event, options);
      setStatus(doneMessage);
    });
  const { format } = options;
  return (
    <div class="line save-one">
      {hasSteps(event) && (
        <button
          type="button"
          class="button slim"
          aria-label={i18n.t('saving.oneOf', { format, name: getEventTitle(event) })}
          aria-disabled={busy.size > 0}
          onClick={() => runAction(saveWorkout, i18n.t('workouts.saved'))}
        >
          {i18n.t('saving.one', { format })}
        </button>
      )}
      {canCopy && (
        <button
          type="button"
          class="button slim"
          aria-disabled={busy.size > 0}
          onClick={() => runAction(copyWorkoutText, i18n.t('saving.copied'))}
        >
          {i18n.t('saving.copy')}
        </button>
      )}
      <span role="status" class={canCopy ? 'small' : 'visually-hidden'}>
        {status}
      </span>
      {problem && (
        <p role="alert" class="small">
          <ProblemSentence problem={problem} />
        </p>
      )}
    </div>
  );
}
