import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { type Account, watchAccount } from '../lib/credentials.ts';
import { watchGate } from '../lib/outbox/gate.ts';
import { MINUTE } from '../lib/time.ts';
import { AddedNotice } from './AddedNotice.tsx';
import { Anchor } from './Anchor.tsx';
import { NotAllowed } from './account/IfAllowed.tsx';
import { ChooseFiles } from './ChooseFiles.tsx';
import { ChangesLine } from './changes/ChangesLine.tsx';
import { chosenFiles } from './dropped-files.ts';
import { Mark } from './Mark.tsx';
import { openApp, openOptions } from './pages.ts';
import { RecentList } from './RecentList.tsx';
import { ProblemSentence } from './Sentence.tsx';
import { ThisPage } from './ThisPage.tsx';
import { useActions } from './use-actions.ts';
import { useAdding } from './use-adding.ts';
import { useDrop } from './use-drop.ts';
import { useNow } from './use-now.ts';
import { type OutboxReading, useOutbox } from './use-outbox.ts';
import { useRowCalls } from './use-row.ts';
import { useWake } from './use-wake.ts';
import { useWatched } from './use-watched.ts';
import { WaitLine } from './WaitLine.tsx';
import { ThisMorning } from './wellness/ThisMorning.tsx';
import { TodayCard } from './workouts/TodayCard.tsx';
import './Popup.css';

/** The popup: send files, and see what became of the last ones. */
export function Popup() {
  useWake();
  const account = useWatched(watchAccount);
  return (
    <div class="popup">
      <header class="line spread">
        <div class="line">
          <Mark />
          <h1 class="popup-title">{i18n.t('app.short')}</h1>
        </div>
        {account && (
          <span class="muted small">
            {account.athlete.name} · {account.athlete.id}
          </span>
        )}
      </header>
      {account === null && <Unconnected />}
      {account && <Connected account={account} />}
    </div>
  );
}

function Unconnected() {
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
  const reading = useOutbox({ limit: 5, onlyOpen: true });
  const { view } = reading;
  const gate = useWatched(watchGate);
  const now = useNow(MINUTE / 4);
  const adding = useAdding();
  const actions = useActions();
  const calls = useRowCalls(actions.run, adding.add);
  const over = useDrop(adding.add);
  return (
    <>
      <main class="popup-main">
        {!gate?.stopped && <NotAllowed account={account} scope="ACTIVITY:WRITE" />}
        <ThisPage />
        <DropZone over={over} onFiles={files => adding.add(chosenFiles(files))} />
        <AddedNotice {...adding} />
        <TodayCard account={account} />
        <ThisMorning account={account} />
        <section class="card popup-recent">
          <h2 id="recent">{i18n.t('list.recent')}</h2>
          <Recent {...reading}>
            <RecentList
              uploads={view?.uploads ?? []}
              athleteName={account.athlete.name}
              now={now}
              actions={actions}
              {...calls}
            />
          </Recent>
        </section>
      </main>
      <footer class="line spread small">
        <Anchor to="app">{i18n.t('app.open')}</Anchor>
        <ChangesLine />
        {view && gate && <WaitLine view={view} gate={gate} />}
      </footer>
    </>
  );
}

function Recent({ view, problem, children }: OutboxReading & { children: ComponentChildren }) {
  if (problem) return <ProblemSentence problem={problem} />;
  if (!view) return <p class="muted small">{i18n.t('list.loading')}</p>;
  if (view.uploads.length === 0) return <p class="muted small">{i18n.t('list.emptyPopup')}</p>;
  return children;
}

function DropZone({ over, onFiles }: { over: boolean; onFiles: (files: File[]) => void }) {
  const kinds = useId();
  return (
    <section class={`popup-drop ${over ? 'popup-over' : ''}`}>
      <p>
        <strong>{i18n.t('choose.dropHere')}</strong> {i18n.t('choose.or')}{' '}
        {import.meta.env.FIREFOX ? (
          // A file picker closes the popup that opened it: bugzilla.mozilla.org/show_bug.cgi?id=1292701
          <button type="button" class="button slim" onClick={() => void openApp(true)}>
            {i18n.t('choose.files')}
          </button>
        ) : (
          <ChooseFiles look="slim" label={i18n.t('choose.files')} describedBy={kinds} onFiles={onFiles} />
        )}
      </p>
      <p class="muted small" id={kinds}>
        {i18n.t('choose.kinds')}
      </p>
    </section>
  );
}
