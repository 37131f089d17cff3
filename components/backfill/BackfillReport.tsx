import { i18n } from '#i18n';
import type { BackfillReportRow } from '../../lib/features/backfill/backfill-report.ts';
import { backfillRequests } from '../../lib/features/backfill/requests.ts';
import { formatDateTime } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { OUTCOME_LABELS } from './backfill-labels.ts';

interface Props {
  rows: BackfillReportRow[];
  /** Nothing is on its way any more. */
  isDone: boolean;
}

/** What did not arrive, each with its reason, and what can be done about that. */
export function BackfillReport({ rows, isDone }: Props) {
  const failed = rows.filter(({ outcome }) => outcome === 'failed');
  const withoutFile = rows.filter(({ outcome }) => outcome === 'no-file' || outcome === 'held');
  const reported = [...failed, ...withoutFile];
  if (reported.length === 0) return null;
  return (
    <>
      <details open={isDone && failed.length > 0}>
        <summary>{i18n.t('missing.report', reported.length, [String(reported.length)])}</summary>
        <ul class="missing-report">
          {reported.map(line => (
            <ReportItem key={line.job.id} {...line} />
          ))}
        </ul>
      </details>
      {failed.length > 0 && (
        <p>
          <button
            type="button"
            class="button slim"
            onClick={() => void sendRequest(backfillRequests, 'retry', {}).catch(reportError)}
          >
            {i18n.t('missing.retry')}
          </button>
        </p>
      )}
    </>
  );
}

function ReportItem({ job: { activity }, outcome, problem }: BackfillReportRow) {
  return (
    <li>
      <b>{activity.name ?? formatDateTime(activity.startMs)}</b>{' '}
      <span class="muted small">{activity.name && formatDateTime(activity.startMs)}</span>
      <br />
      {OUTCOME_LABELS[outcome]}. {problem && <ProblemSentence problem={problem} />}
    </li>
  );
}
