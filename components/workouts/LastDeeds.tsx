import { i18n } from '#i18n';
import { send } from '../../lib/messages.ts';
import type { Deed } from '../../lib/workouts/plan/deed.ts';
import { dismissDeeds } from '../../lib/workouts/plan/store.ts';
import { Banner } from '../Banner.tsx';
import { longDay, number } from '../format.ts';
import { KeptFocus } from '../KeptFocus.tsx';
import { ProblemSentence } from '../Sentence.tsx';
import { useActions } from '../use-actions.ts';
import { useLastDeeds } from './use-last-deeds.ts';

/** What was done last to the calendar, with the way back. It outlives the page. */
export function LastDeeds({ athlete }: { athlete: string }) {
  const deeds = useLastDeeds(athlete);
  const { run, busy, problems } = useActions();
  const [last] = deeds;
  const unsure = deeds.find(deed => deed.unsure);
  const problem = last && problems.get(last.batch);
  const undo = ({ batch }: Deed) => run(batch, () => send('undoPlan', { athlete, batch }));
  if (!last) {
    return (
      <KeptFocus>
        <div role="status" />
      </KeptFocus>
    );
  }
  const actions = (
    <>
      <button
        type="button"
        class="button slim"
        aria-disabled={busy.has(last.batch)}
        onClick={() => undo(last)}
      >
        {busy.has(last.batch) ? i18n.t('plan.undoing') : i18n.t('action.undo')}
      </button>
      <button type="button" class="button slim quiet" onClick={() => void dismissDeeds(last.batch)}>
        {i18n.t('added.dismiss')}
      </button>
    </>
  );
  return (
    <KeptFocus>
      <Banner tone={problem ? 'bad' : 'plain'} actions={actions}>
        {problem ? <ProblemSentence problem={problem} /> : sentenceOf(unsure ?? last, deeds.length)}
      </Banner>
    </KeptFocus>
  );
}

function sentenceOf({ what, name, unsure }: Deed, n: number): string {
  if (unsure) return i18n.t('plan.unsure', { name });
  switch (what.kind) {
    case 'added':
      return n > 1
        ? i18n.t('plan.addedMany', { n: number(n) })
        : i18n.t('plan.added', { name, day: longDay(what.day) });
    case 'copied':
      return n > 1
        ? i18n.t('plan.copiedMany', { name, n: number(n) })
        : i18n.t('plan.copied', { name, day: longDay(what.day) });
    case 'moved':
      return i18n.t('plan.moved', { name, day: longDay(what.to.day) });
    case 'deleted':
      return i18n.t('plan.deleted', { name });
  }
}
