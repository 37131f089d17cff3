import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { openApp, openOptions } from '../../lib/platform/pages.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import { watchBreaker } from '../../lib/services/intervals/circuit-breaker.ts';
import { type Account, watchAccount } from '../../lib/services/intervals/credentials.ts';
import { MissingScopeBanner } from '../account/ScopeGuard.tsx';
import { TodayCard } from '../calendar/TodayCard.tsx';
import { ThisPage } from '../capture/ThisPage.tsx';
import { UnseenChanges } from '../change-feed/UnseenChanges.tsx';
import { toDroppedFiles } from '../hooks/dropped-files.ts';
import { useActions } from '../hooks/use-actions.ts';
import { useFileDrop } from '../hooks/use-file-drop.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { FilePicker } from '../ui/FilePicker.tsx';
import { Logo } from '../ui/Logo.tsx';
import { AddFilesNotice } from '../uploads/AddFilesNotice.tsx';
import { QueueStatus } from '../uploads/QueueStatus.tsx';
import { RecentUploads } from '../uploads/RecentUploads.tsx';
import { useAddFiles } from '../uploads/use-add-files.ts';
import { useUploadRowHandlers } from '../uploads/use-upload-row-handlers.ts';
import { type UploadsState, useUploads } from '../uploads/use-uploads.ts';
import { MorningCard } from '../wellness/MorningCard.tsx';
import { useRetryOnOpen } from './use-retry-on-open.ts';
import './Popup.css';

/** The popup: send files, and see what became of the last ones. */
export function Popup() {
  useRetryOnOpen();
  const account = useSubscription(watchAccount);
  return (
    <div class="popup">
      <header class="line spread">
        <div class="line">
          <Logo />
          <h1 class="popup-title">{i18n.t('app.short')}</h1>
        </div>
        {account && (
          <span class="muted small">
            {account.athlete.name} · {account.athlete.id}
          </span>
        )}
      </header>
      {account === null && <NotConnected />}
      {account && <Connected account={account} />}
    </div>
  );
}

function NotConnected() {
  return (
    <main class="popup-main">
      <p>{i18n.t('account.notConnectedWhy')}</p>
      <button type="button" class="button primary" onClick={() => void openOptions()}>
        {i18n.t('account.connectButton')}
      </button>
    </main>
  );
}

function Connected({ account }: { account: Account }) {
  const uploadsState = useUploads({ limit: 5, onlyOpen: true });
  const { view } = uploadsState;
  const breaker = useSubscription(watchBreaker);
  const now = useNow(MINUTE / 4);
  const adding = useAddFiles();
  const actions = useActions();
  const handlers = useUploadRowHandlers(actions.run, adding.add);
  const isDragOver = useFileDrop(adding.add);
  return (
    <>
      <main class="popup-main">
        {!breaker?.blocked && <MissingScopeBanner account={account} scope="ACTIVITY:WRITE" />}
        <ThisPage />
        <DropZone over={isDragOver} onFiles={files => adding.add(toDroppedFiles(files))} />
        <AddFilesNotice {...adding} />
        <TodayCard account={account} />
        <MorningCard account={account} />
        <section class="card popup-recent">
          <h2 id="recent">{i18n.t('list.recent')}</h2>
          <Recent {...uploadsState}>
            <RecentUploads
              uploads={view?.uploads ?? []}
              athleteName={account.athlete.name}
              now={now}
              actions={actions}
              {...handlers}
            />
          </Recent>
        </section>
      </main>
      <footer class="line spread small">
        <Anchor to="app">{i18n.t('app.open')}</Anchor>
        <UnseenChanges />
        {view && breaker && <QueueStatus view={view} gate={breaker} />}
      </footer>
    </>
  );
}

function Recent({ view, problem, children }: UploadsState & { children: ComponentChildren }) {
  if (problem) return <ProblemSentence problem={problem} />;
  if (!view) return <p class="muted small">{i18n.t('list.loading')}</p>;
  if (view.uploads.length === 0) return <p class="muted small">{i18n.t('list.emptyPopup')}</p>;
  return children;
}

function DropZone({ over: isDragOver, onFiles }: { over: boolean; onFiles: (files: File[]) => void }) {
  const kinds = useId();
  return (
    <section class={`popup-drop ${isDragOver ? 'popup-over' : ''}`}>
      <p>
        <strong>{i18n.t('choose.dropHere')}</strong> {i18n.t('choose.or')}{' '}
        {import.meta.env.FIREFOX ? (
          // A file picker closes the popup that opened it: bugzilla.mozilla.org/show_bug.cgi?id=1292701
          <button type="button" class="button slim" onClick={() => void openApp(true)}>
            {i18n.t('choose.files')}
          </button>
        ) : (
          <FilePicker variant="slim" label={i18n.t('choose.files')} describedBy={kinds} onFiles={onFiles} />
        )}
      </p>
      <p class="muted small" id={kinds}>
        {i18n.t('choose.kinds')}
      </p>
    </section>
  );
}
