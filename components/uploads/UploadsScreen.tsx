import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { watchBreaker } from '../../lib/services/intervals/circuit-breaker.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { MissingScopeBanner } from '../account/ScopeGuard.tsx';
import { pickRecordings, toDroppedFiles } from '../hooks/dropped-files.ts';
import { useFileDrop } from '../hooks/use-file-drop.ts';
import { useHash } from '../hooks/use-hash.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { AddFilesNotice } from './AddFilesNotice.tsx';
import { DropOverlay } from './DropOverlay.tsx';
import { LiveBatchProgress } from './LiveBatchProgress.tsx';
import { QueueBanners } from './QueueBanners.tsx';
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

/** The outbox: what is on its way, what needs the person, and what was done. */
export function UploadsScreen({ account, onWaitingChange }: Props) {
  const list = useUploadList();
  const breaker = useSubscription(watchBreaker);
  const adding = useAddFiles();
  const isDragOver = useFileDrop(adding.add);
  const { view } = list;
  const waiting = view ? view.counts.queued + view.counts.sending : 0;
  useEffect(() => onWaitingChange(waiting), [waiting, onWaitingChange]);
  const wasActive = useLatch(waiting > 0);
  return (
    <>
      <header class="line spread">
        <h1>{i18n.t('nav.outbox')}</h1>
        {account && (
          <AddFilesButtons
            onFiles={files => adding.add(toDroppedFiles(files))}
            onFolder={files => adding.add(pickRecordings(files))}
            primary={!breaker?.blocked}
          />
        )}
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

interface AddFilesButtonsProps {
  onFiles: (files: File[]) => void;
  onFolder: (files: File[]) => void;
  /** It is what the person came for, unless something else has to be done first. */
  primary: boolean;
}

function AddFilesButtons({ onFiles, onFolder, primary }: AddFilesButtonsProps) {
  const isRequested = useHash() === '#choose';
  useEffect(() => {
    if (isRequested) document.getElementById('choose')?.focus();
  }, [isRequested]);
  return (
    <div class="line">
      <button type="button" class="button" onClick={() => location.assign('#missing')}>
        {i18n.t('missing.open')}
      </button>
      <FilePicker folder label={i18n.t('choose.folder')} onFiles={onFolder} />
      <FilePicker
        id="choose"
        variant={primary ? 'primary' : 'plain'}
        label={i18n.t('choose.files')}
        onFiles={onFiles}
      />
    </div>
  );
}

/** Whether it was so since the page was opened: what was seen under way stays in sight when it is done. */
function useLatch(now: boolean): boolean {
  const [once, setOnce] = useState(now);
  useEffect(() => {
    if (now) setOnce(true);
  }, [now]);
  return once || now;
}
