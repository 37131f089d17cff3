import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { exportRequests } from '../../lib/features/activity-export/requests.ts';
import { getBackoffEnd } from '../../lib/platform/backoff.ts';
import { formatNumber, formatRoughDuration, formatTimeOrDate } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { SECOND } from '../../lib/platform/time.ts';
import { useActions } from '../hooks/use-actions.ts';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';
import { useNow } from '../hooks/use-now.ts';
import { useTimeLeft } from '../hooks/use-time-left.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { DownloadReport } from './DownloadReport.tsx';
import { continueDownload, type DownloadView, saveDownloadZip, saveDownloadZipOnce } from './use-download.ts';

const ACTION_ID = 'download';

/** The progress of the download and what it waits for; when it is done, its result. */
export function DownloadCard({ view, athlete }: { view: DownloadView; athlete: string }) {
  const container = useRef<HTMLDivElement>(null);
  useFocusRestore(container);
  const { run, problems } = useActions();
  const { download, counts } = view;
  const act = (work: () => Promise<unknown>) => run(ACTION_ID, work);
  useAutoSaveZip(view, download.athlete === athlete, act);
  const all = counts.waiting + counts.done + counts.fileless + counts.failed;
  const problem = problems.get(ACTION_ID);
  return (
    <div ref={container}>
      <section class="card progress" aria-label={i18n.t('activities.progress')} data-row="download" tabIndex={-1}>
        <div class="line spread">
          <p>{summarizeDownload(view, all)}</p>
          <Buttons view={view} act={act} />
        </div>
        <ProgressBar label={i18n.t('activities.progress')} value={all - counts.waiting} max={all} />
        {!download.done && (
          <WaitReason view={view} isOwn={download.athlete === athlete} settled={all - counts.waiting} />
        )}
        {problem && (
          <p role="alert" class="small">
            <ProblemSentence problem={problem} />
          </p>
        )}
        <DownloadReport view={view} act={act} />
      </section>
      {/* Announced once, at the end, and not with every file. */}
      <p class="visually-hidden" role="status">
        {download.done ? summarizeDownload(view, all) : ''}
      </p>
    </div>
  );
}

/** Saves the zip by itself when the download is done, even before this page has read its state; only once. */
function useAutoSaveZip(
  { download, counts }: DownloadView,
  isOwn: boolean,
  act: (work: () => Promise<unknown>) => void,
): void {
  useEffect(() => {
    if (!download.done || download.isZipClaimed || !isOwn) return;
    if (download.target.to === 'zip' && counts.done > 0) act(() => saveDownloadZipOnce(download));
  }, [download.done]);
}

interface ButtonProps {
  view: DownloadView;
  act: (work: () => Promise<unknown>) => void;
}

function Buttons({ view: { download, counts }, act }: ButtonProps) {
  const { done, paused, blocked, target } = download;
  const dismiss = () => act(() => sendRequest(exportRequests, 'discard', {}));
  if (done) {
    return (
      <div class="line">
        {target.to === 'zip' && counts.done > 0 && (
          <button type="button" class="button slim" onClick={() => act(() => saveDownloadZip(download))}>
            {i18n.t('activities.saveZip')}
          </button>
        )}
        <button type="button" class="button slim quiet" onClick={dismiss}>
          {i18n.t('added.dismiss')}
        </button>
      </div>
    );
  }
  return (
    <div class="line">
      {paused || blocked ? (
        <button type="button" class="button slim" onClick={() => act(() => continueDownload(download))}>
          {i18n.t(blocked?.kind === 'folder-permission' ? 'folder.allow' : 'batch.resume')}
        </button>
      ) : (
        <button type="button" class="button slim" onClick={() => act(() => sendRequest(exportRequests, 'pause', {}))}>
          {i18n.t('batch.pause')}
        </button>
      )}
      <ConfirmButton
        label={i18n.t('saving.cancel')}
        question={i18n.t(target.to === 'zip' ? 'activities.cancelZip' : 'activities.cancelFolder')}
        confirmLabel={i18n.t('activities.cancelYes')}
        cancelLabel={i18n.t('activities.cancelNo')}
        class="slim quiet"
        onConfirm={dismiss}
      />
    </div>
  );
}

interface WaitReasonProps {
  view: DownloadView;
  /** The download belongs to the connected athlete. */
  isOwn: boolean;
  settled: number;
}

/** When the download will be done, or why nothing moves. */
function WaitReason({ view: { download, counts }, isOwn, settled }: WaitReasonProps) {
  const now = useNow(SECOND);
  const { paused, blocked, backoff, target } = download;
  const isWaiting = getBackoffEnd(download, now) > 0;
  const leftMs = useTimeLeft(settled, counts.waiting, !paused && !blocked && !isWaiting);
  if (!isOwn) return <p class="progress-wait">{i18n.t('activities.ofOther', { id: download.athlete })}</p>;
  if (blocked?.kind === 'folder-permission' && target.to === 'folder')
    return <p class="progress-wait">{i18n.t('activities.allowFolder', { name: target.name })}</p>;
  if (blocked) {
    return (
      <p class="progress-wait">
        <ProblemSentence problem={blocked} />
      </p>
    );
  }
  if (paused) return <p class="progress-wait">{i18n.t('missing.paused')}</p>;
  if (backoff && isWaiting) {
    return (
      <p class="progress-wait">
        <ProblemSentence problem={backoff.problem} />{' '}
        {i18n.t('missing.goesOn', { time: formatTimeOrDate(backoff.until, now) })}
      </p>
    );
  }
  const left = leftMs === undefined ? '' : ` ${i18n.t('batch.left', { time: formatRoughDuration(leftMs) })}`;
  const isPacking = counts.waiting === 0;
  return <p class="muted small">{isPacking ? i18n.t('activities.packing') : `${i18n.t('activities.stays')}${left}`}</p>;
}

/** "120 of 500 downloaded · 2 have no file · 1 failed" */
function summarizeDownload({ download, counts }: DownloadView, all: number): string {
  const { target } = download;
  const progress = { done: formatNumber(counts.done), all: formatNumber(all) };
  const parts = [
    target.to === 'folder' && i18n.t('activities.intoFolder', { ...progress, name: target.name }),
    target.to === 'downloads' && i18n.t('activities.intoDownloads', { ...progress, title: download.title }),
    target.to === 'zip' && i18n.t('activities.fetched', progress),
    counts.fileless > 0 && i18n.t('activities.nFileless', counts.fileless, [formatNumber(counts.fileless)]),
    counts.failed > 0 && i18n.t('batch.failed', { n: formatNumber(counts.failed) }),
  ].filter(part => part !== false);
  const summary = parts.join(' · ');
  return download.done ? i18n.t('batch.done', { summary }) : summary;
}
