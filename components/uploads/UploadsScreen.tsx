import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { watchBreaker } from '../../lib/services/intervals/circuit-breaker.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { MissingScopeBanner } from '../account/ScopeGuard.tsx';
import { useFileDrop } from '../hooks/use-file-drop.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { AddFilesButtons } from './AddFilesButtons.tsx';
import { AddFilesNotice } from './AddFilesNotice.tsx';
import { DropOverlay } from './DropOverlay.tsx';
import { LiveBatchProgress } from './LiveBatchProgress.tsx';
import { QueueBanners } from './QueueBanners.tsx';
import { hasRecordingExtension } from './recording-files.ts';
import { UploadHistory } from './UploadHistory.tsx';
import { countMatching } from './upload-filter.ts';
import { useAddFiles } from './use-add-files.ts';
import { useUploadList } from './use-upload-list.ts';
import './UploadsScreen.css';

interface Props {
  account: Account | null;
  /** How many uploads are on their way, for the navigation. */
  onWaitingChange: (waiting: number) => void;
}

/** The screen of uploads: those on their way, those that need input, and the history. */
export function UploadsScreen({ account, onWaitingChange }: Props) {
  const list = useUploadList();
  const breaker = useSubscription(watchBreaker);
  const adding = useAddFiles();
  const isDragOver = useFileDrop(adding.add, hasRecordingExtension);
  const { view } = list;
  const waiting = view ? view.counts.queued + view.counts.sending : 0;
  useEffect(() => onWaitingChange(waiting), [waiting, onWaitingChange]);
  const wasActive = useLatch(waiting > 0);
  return (
    <>
      <header class="line spread">
        <h1>{i18n.t('nav.outbox')}</h1>
        {account && <AddFilesButtons onAdd={adding.add} primary={!breaker?.blocked} />}
      </header>
      {!breaker?.blocked && <MissingScopeBanner account={account} scope="ACTIVITY:WRITE" />}
      {breaker && <QueueBanners account={account} breaker={breaker} waiting={waiting} />}
      <AddFilesNotice {...adding} />
      {view && breaker && account && wasActive && countMatching('all', view.batch) > 0 && (
        <LiveBatchProgress view={view} gate={breaker} />
      )}
      <UploadHistory list={list} account={account} add={adding.add} />
      {isDragOver && <DropOverlay connected={account !== null} />}
    </>
  );
}

/** Whether `now` was true since the page was opened: progress that was shown stays visible when it is done. */
function useLatch(now: boolean): boolean {
  const [once, setOnce] = useState(now);
  useEffect(() => {
    if (now) setOnce(true);
  }, [now]);
  return once || now;
}
