import { i18n } from '#i18n';
import { send } from '../lib/messages.ts';
import type { Line } from '../lib/missing/report.ts';
import { dateTime } from './format.ts';
import { OUTCOME_WORDS } from './missing-words.ts';
import { ProblemSentence } from './Sentence.tsx';

interface Props {
  lines: Line[];
  /** Nothing is on its way any more. */
  done: boolean;
}

/** What did not arrive, each with its reason, and what can be done about that. */
export function MissingReport({ lines, done }: Props) {
  const failed = lines.filter(({ outcome }) => outcome === 'failed');
  const without = lines.filter(({ outcome }) => outcome === 'no-file' || outcome === 'held');
  const told = [...failed, ...without];
  if (told.length === 0) return null;
  return (
    <>
      <details open={done && failed.length > 0}>
        <summary>{i18n.t('missing.report', told.length, [String(told.length)])}</summary>
        <ul class="missing-report">
          {told.map(line => (
            <ReportLine key={line.job.id} {...line} />
          ))}
        </ul>
      </details>
      {failed.length > 0 && (
        <p>
          <button
            type="button"
            class="button slim"
            onClick={() => void send('retryMissing', {}).catch(reportError)}
          >
            {i18n.t('missing.retry')}
          </button>
        </p>
      )}
    </>
  );
}

function ReportLine({ job: { activity }, outcome, problem }: Line) {
  return (
    <li>
      <b>{activity.name ?? dateTime(activity.startMs)}</b>{' '}
      <span class="muted small">{activity.name && dateTime(activity.startMs)}</span>
      <br />
      {OUTCOME_WORDS[outcome]}. {problem && <ProblemSentence problem={problem} />}
    </li>
  );
}
