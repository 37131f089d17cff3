import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type CalendarEvent, hasSteps } from '../../lib/intervals/event.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { useActions } from '../use-actions.ts';
import { titleOf } from './event-words.ts';
import { copyAsText, saveOne } from './save-workouts.ts';
import type { FileOptions } from './use-calendar.ts';

interface Props {
  athlete: string;
  event: CalendarEvent;
  options: FileOptions;
  /** Offers the text of it, too. */
  canCopy?: boolean;
}

/** The button that saves one workout in the remembered format. */
export function SaveOne({ athlete, event, options, canCopy = false }: Props) {
  const { run, busy, problems } = useActions();
  const [said, setSaid] = useState('');
  const [problem] = problems.values();
  const act = (work: typeof saveOne, word: string) =>
    run('file', async () => {
      setSaid('');
      await work(athlete, event, options);
      setSaid(word);
    });
  const { format } = options;
  return (
    <div class="line save-one">
      {hasSteps(event) && (
        <button
          type="button"
          class="button slim"
          aria-label={i18n.t('saving.oneOf', { format, name: titleOf(event) })}
          aria-disabled={busy.size > 0}
          onClick={() => act(saveOne, i18n.t('workouts.saved'))}
        >
          {i18n.t('saving.one', { format })}
        </button>
      )}
      {canCopy && (
        <button
          type="button"
          class="button slim"
          aria-disabled={busy.size > 0}
          onClick={() => act(copyAsText, i18n.t('saving.copied'))}
        >
          {i18n.t('saving.copy')}
        </button>
      )}
      <span role="status" class={canCopy ? 'small' : 'visually-hidden'}>
        {said}
      </span>
      {problem && (
        <p role="alert" class="small">
          <ProblemSentence problem={problem} />
        </p>
      )}
    </div>
  );
}
