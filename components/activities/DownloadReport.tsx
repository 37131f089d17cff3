import { i18n } from '#i18n';
import type { Item } from '../../lib/activities/download.ts';
import { number } from '../format.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { labelOf } from './activity-words.ts';
import { type DownloadView, tryFailed } from './use-download.ts';

interface Props {
  view: DownloadView;
  act: (work: () => Promise<unknown>) => void;
}

/** What there is no file of, each with its reason. */
export function DownloadReport({ view, act }: Props) {
  const { without, counts, download } = view;
  if (without.length === 0) return null;
  return (
    <>
      <details>
        <summary>{i18n.t('activities.report', without.length, [number(without.length)])}</summary>
        <ul class="download-report">
          {without.map(item => (
            <li key={item.order}>
              <b>{labelOf(item.activity)}</b> <Reason item={item} />
            </li>
          ))}
        </ul>
      </details>
      {download.done && counts.failed > 0 && (
        <p>
          <button type="button" class="button slim" onClick={() => act(() => tryFailed(view))}>
            {i18n.t('missing.retry')}
          </button>
        </p>
      )}
    </>
  );
}

function Reason({ item: { activity, problem } }: { item: Item }) {
  if (problem) return <ProblemSentence problem={problem} />;
  return <>{i18n.t(activity.fileless === 'manual' ? 'activities.manual' : 'activities.strava')}</>;
}
