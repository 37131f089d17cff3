import { i18n } from '#i18n';
import { formatNumber } from '../../lib/platform/format.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import type { AddFilesResult, FileAdder } from './use-add-files.ts';
import './AddFilesNotice.css';

/** The result of adding files. The live region is always rendered, so that screen readers announce it when it fills. */
export function AddFilesNotice({ busy, filesInProgress, result, dismiss }: Omit<FileAdder, 'add'>) {
  return (
    <div class="add-result" role="status">
      {busy && (
        <p class="muted">
          {filesInProgress > 0
            ? i18n.t('added.reading', filesInProgress, [formatNumber(filesInProgress)])
            : i18n.t('choose.reading')}
        </p>
      )}
      {!busy && result && (
        <div class="add-result-summary">
          <div>
            {result.problem ? <ProblemSentence problem={result.problem} /> : <p>{summarizeResult(result)}</p>}
            <FailedFiles failed={result.failed} />
          </div>
          <button type="button" class="button slim quiet" onClick={dismiss}>
            {i18n.t('added.dismiss')}
          </button>
        </div>
      )}
    </div>
  );
}

function FailedFiles({ failed }: Pick<AddFilesResult, 'failed'>) {
  if (failed.length === 0) return null;
  return (
    <>
      <p class="add-result-problem">{i18n.t('added.lost', failed.length, [formatNumber(failed.length)])}</p>
      <ul class="add-result-failed small">
        {failed.map(({ name, problem }, n) => (
          <li key={n}>
            <b>{name}</b> <ProblemSentence problem={problem} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** "18 recordings added, 2 were already there" */
function summarizeResult({ added, known, skipped, ignored, failed }: AddFilesResult): string {
  const parts = [
    added > 0 && i18n.t('added.added', added, [formatNumber(added)]),
    known > 0 && i18n.t('added.known', known, [formatNumber(known)]),
    skipped > 0 && i18n.t('added.passedOver', skipped, [formatNumber(skipped)]),
    ignored > 0 && i18n.t('added.leftOut', ignored, [formatNumber(ignored)]),
  ].filter(part => part !== false);
  if (added + known === 0 && failed.length === 0) parts.unshift(i18n.t('added.nothing'));
  return parts.join(' · ');
}
