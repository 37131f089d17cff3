import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { send } from '../../lib/messages.ts';
import { SECOND } from '../../lib/time.ts';
import { waitsUntil } from '../../lib/wait.ts';
import { AskFirst } from '../AskFirst.tsx';
import { moment, number, roughly } from '../format.ts';
import { ProgressBar } from '../ProgressBar.tsx';
import { ProblemSentence } from '../Sentence.tsx';
import { useActions } from '../use-actions.ts';
import { useKeptFocus } from '../use-kept-focus.ts';
import { useNow } from '../use-now.ts';
import { usePace } from '../use-pace.ts';
import { DownloadReport } from './DownloadReport.tsx';
import { type DownloadView, goOn, saveZip, saveZipOnce } from './use-download.ts';

const WORK = 'download';

/** How the download stands and what it waits for; when it is done, what there is. */
export function DownloadCard({ view, athlete }: { view: DownloadView; athlete: string }) {
  const place = useRef<HTMLDivElement>(null);
  useKeptFocus(place);
  const { run, problems } = useActions();
  const { download, counts } = view;
  const act = (work: () => Promise<unknown>) => run(WORK, work);
  useSavedZip(view, download.athlete === athlete, act);
  const all = counts.waiting + counts.done + counts.fileless + counts.failed;
  const problem = problems.get(WORK);
  return (
    <div ref={place}>
      <section
        class="card progress"
        aria-label={i18n.t('activities.progress')}
        data-row="download"
        tabIndex={-1}
      >
        <div class="line spread">
          <p>{summaryOf(view, all)}</p>
          <Buttons view={view} act={act} />
        </div>
        <ProgressBar label={i18n.t('activities.progress')} settled={all - counts.waiting} all={all} />
        {!download.done && (
          <Waits view={view} isOwn={download.athlete === athlete} settled={all - counts.waiting} />
        )}
        {problem && (
          <p role="alert" class="small">
            <ProblemSentence problem={problem} />
          </p>
        )}
        <DownloadReport view={view} act={act} />
      </section>
      {/* Read out once, at the end, and not with every file. */}
      <p class="visually-hidden" role="status">
        {download.done ? summaryOf(view, all) : ''}
      </p>
    </div>
  );
}

/** Who asked for a zip need not ask again when it is done, however soon that is; it is handed out by itself only once. */
function useSavedZip(
  { download, counts }: DownloadView,
  isOwn: boolean,
  act: (work: () => Promise<unknown>) => void,
): void {
  useEffect(() => {
    if (!download.done || download.taken || !isOwn) return;
    if (download.into.to === 'zip' && counts.done > 0) act(() => saveZipOnce(download));
  }, [download.done]);
}

interface ButtonProps {
  view: DownloadView;
  act: (work: () => Promise<unknown>) => void;
}

function Buttons({ view: { download, counts }, act }: ButtonProps) {
  const { done, paused, stopped, into } = download;
  const forget = () => act(() => send('forgetDownload', {}));
  if (done) {
    return (
      <div class="line">
        {into.to === 'zip' && counts.done > 0 && (
          <button type="button" class="button slim" onClick={() => act(() => saveZip(download))}>
            {i18n.t('activities.saveZip')}
          </button>
        )}
        <button type="button" class="button slim quiet" onClick={forget}>
          {i18n.t('added.dismiss')}
        </button>
      </div>
    );
  }
  return (
    <div class="line">
      {paused || stopped ? (
        <button type="button" class="button slim" onClick={() => act(() => goOn(download))}>
          {i18n.t('batch.resume')}
        </button>
      ) : (
        <button type="button" class="button slim" onClick={() => act(() => send('pauseDownload', {}))}>
          {i18n.t('batch.pause')}
        </button>
      )}
      <AskFirst
        label={i18n.t('saving.cancel')}
        question={i18n.t(into.to === 'zip' ? 'activities.cancelZip' : 'activities.cancelFolder')}
        yes={i18n.t('activities.cancelYes')}
        no={i18n.t('activities.cancelNo')}
        look="slim quiet"
        onYes={forget}
      />
    </div>
  );
}

interface WaitsProps {
  view: DownloadView;
  /** It is the connected athlete's. */
  isOwn: boolean;
  settled: number;
}

/** When it will be done, or why nothing moves. */
function Waits({ view: { download, counts }, isOwn, settled }: WaitsProps) {
  const now = useNow(SECOND);
  const { paused, stopped, waiting } = download;
  const isHeld = waitsUntil(download, now) > 0;
  const leftMs = usePace(settled, counts.waiting, !paused && !stopped && !isHeld);
  if (!isOwn) return <p class="progress-wait">{i18n.t('activities.ofOther', { id: download.athlete })}</p>;
  if (stopped) {
    return (
      <p class="progress-wait">
        <ProblemSentence problem={stopped} />
      </p>
    );
  }
  if (paused) return <p class="progress-wait">{i18n.t('missing.paused')}</p>;
  if (waiting && isHeld) {
    return (
      <p class="progress-wait">
        <ProblemSentence problem={waiting.problem} />{' '}
        {i18n.t('missing.goesOn', { time: moment(waiting.until, now) })}
      </p>
    );
  }
  const left = leftMs === undefined ? '' : ` ${i18n.t('batch.left', { time: roughly(leftMs) })}`;
  const isPacking = counts.waiting === 0;
  return (
    <p class="muted small">
      {isPacking ? i18n.t('activities.packing') : `${i18n.t('activities.stays')}${left}`}
    </p>
  );
}

/** "120 of 500 fetched · 3 were there already · 2 have no file" */
function summaryOf({ download, counts }: DownloadView, all: number): string {
  const { into } = download;
  const progress = { done: number(counts.done), all: number(all) };
  const parts = [
    into.to === 'folder' && i18n.t('activities.intoFolder', { ...progress, name: into.name }),
    into.to === 'downloads' && i18n.t('activities.intoDownloads', { ...progress, title: download.title }),
    into.to === 'zip' && i18n.t('activities.fetched', progress),
    counts.fileless > 0 && i18n.t('activities.nFileless', counts.fileless, [number(counts.fileless)]),
    counts.failed > 0 && i18n.t('batch.failed', { n: number(counts.failed) }),
  ].filter(part => part !== false);
  const summary = parts.join(' · ');
  return download.done ? i18n.t('batch.done', { summary }) : summary;
}
