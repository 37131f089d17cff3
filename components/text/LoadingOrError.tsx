import { i18n } from '#i18n';
import type { PlainProblem } from '../../lib/platform/problem.ts';
import { Banner } from '../ui/Banner.tsx';
import { ProblemSentence } from './ProblemSentence.tsx';

/** In place of a list from storage: that it is loading, or why it could not be read. */
export function LoadingOrError({ problem }: { problem: PlainProblem | undefined }) {
  if (!problem) return <p class="muted">{i18n.t('list.loading')}</p>;
  return (
    <Banner tone="bad">
      <ProblemSentence problem={problem} />
    </Banner>
  );
}
