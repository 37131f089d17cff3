import { i18n } from '#i18n';
import type { ExportItem } from '../../lib/features/activity-export/activity-export.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { getActivityLabel } from './activity-labels.ts';
import { type DownloadView, retryFailedItems } from './use-download.ts';

interface Props {
  view: DownloadView;
  act: (work: () => Promise<unknown>) => void;
}

/** Activities without a file, each with its reason. */
export function DownloadReport({ view, act }: Props) {
  const { itemsWithoutFile, counts, download } = view;
  if (itemsWithoutFile.length === 0) return null;
  return (
    <>
      <details>
        <summary>
          {i18n.t('activities.report', itemsWithoutFile.length, [formatNumber(itemsWithoutFile.length)])}
        </summary>
        <ul class="download-report">
          {itemsWithoutFile.map(item => (
            <li key={item.order}>
              <b>{getActivityLabel(item.activity)}</b> <Reason item={item} />
            </li>
          ))}
        </ul>
      </details>
      {download.done && counts.failed > 0 && (
        <p>
          <button type="button" class="button slim" onClick={() => act(() => retryFailedItems(view))}>
            {i18n.t('missing.retry')}
          </button>
        </p>
      )}
    </>
  );
}

function Reason({ item: { activity, problem } }: { item: ExportItem }) {
  if (problem) return <ProblemSentence problem={problem} />;
  return <>{i18n.t(`activities.${activity.noFileReason ?? 'strava'}`)}</>;
}
