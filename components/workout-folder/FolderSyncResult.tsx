import { i18n } from '#i18n';
import { getProblemMessage } from '../../lib/features/notifications/problem-messages.ts';
import type { FolderState, SyncReport } from '../../lib/features/workout-folder/folder-state.ts';
import { formatNumber, formatRecent, formatTimeOrDate } from '../../lib/platform/format.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';

/** The result of the last sync, what was skipped and why, and when the next sync is. */
export function FolderSyncResult({
  state: { last, nextAtMs, problem, progress },
  isBusy,
  now,
}: {
  state: FolderState;
  isBusy: boolean;
  now: number;
}) {
  return (
    <>
      <p role="status">
        {isBusy && i18n.t('folder.syncing')}
        {!isBusy && last && getSyncSentences(last, now).join(' ')}{' '}
        {!isBusy &&
          nextAtMs !== undefined &&
          nextAtMs > now &&
          i18n.t(problem ? 'folder.again' : 'folder.next', { time: formatTimeOrDate(nextAtMs, now) })}
      </p>
      {isBusy && progress && (
        <ProgressBar label={i18n.t('folder.syncing')} value={progress.done} max={progress.total} />
      )}
      {last && last.failed.length > 0 && (
        <FileList heading={i18n.t('folder.failed')}>
          {last.failed.map(({ name, problem }) => ({ name, why: getProblemMessage(problem).sentence }))}
        </FileList>
      )}
      {last && last.skipped.length > 0 && (
        <FileList heading={i18n.t('folder.left')}>
          {last.skipped.map(({ name, why }) => ({ name, why: i18n.t(`folder.${why}`) }))}
        </FileList>
      )}
    </>
  );
}

function getSyncSentences({ atMs, files, written, removed }: SyncReport, now: number): string[] {
  const changes = [
    written > 0 && i18n.t('folder.wrote', written, [formatNumber(written)]),
    removed > 0 && i18n.t('folder.removed', removed, [formatNumber(removed)]),
  ].filter(change => typeof change === 'string');
  return [
    i18n.t('folder.holds', files, [formatNumber(files)]),
    i18n.t('folder.at', { time: formatRecent(atMs, now) }),
    changes.length > 0 ? `${changes.join(', ')}.` : i18n.t('folder.same'),
  ];
}

function FileList({ heading, children }: { heading: string; children: { name: string; why: string }[] }) {
  return (
    <div>
      <h4>{heading}</h4>
      <ul class="folder-files small">
        {children.map(({ name, why }) => (
          <li key={name}>
            <strong>{name}</strong> <span class="muted">{why}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
