import { i18n } from '#i18n';
import type { PlainProblem } from '../lib/problem.ts';
import { Banner } from './Banner.tsx';
import { ProblemSentence } from './Sentence.tsx';

/** In place of what is kept and could not be read, why; before it was read, that it is being. */
export function Unread({ problem }: { problem: PlainProblem | undefined }) {
  if (!problem) return <p class="muted">{i18n.t('list.loading')}</p>;
  return (
    <Banner tone="bad">
      <ProblemSentence problem={problem} />
    </Banner>
  );
}
