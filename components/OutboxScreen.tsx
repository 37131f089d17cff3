import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Account } from '../lib/credentials.ts';
import { watchGate } from '../lib/outbox/gate.ts';
import { AddedNotice } from './AddedNotice.tsx';
import { NotAllowed } from './account/IfAllowed.tsx';
import { ChooseFiles } from './ChooseFiles.tsx';
import { DropVeil } from './DropVeil.tsx';
import { chosenFiles, folderFiles } from './dropped-files.ts';
import { countOf } from './filter.ts';
import { GateBanners } from './GateBanners.tsx';
import { History } from './History.tsx';
import { ProgressOfBatch } from './ProgressOfBatch.tsx';
import { useAdding } from './use-adding.ts';
import { useDrop } from './use-drop.ts';
import { useHash } from './use-hash.ts';
import { useListing } from './use-listing.ts';
import { useWatched } from './use-watched.ts';
import './OutboxScreen.css';

interface Props {
  account: Account | null;
  /** How many uploads are on their way, for the navigation. */
  onWaiting: (waiting: number) => void;
}

/** The outbox: what is on its way, what needs the person, and what was done. */
export function OutboxScreen({ account, onWaiting }: Props) {
  const listing = useListing();
  const gate = useWatched(watchGate);
  const adding = useAdding();
  const over = useDrop(adding.add);
  const { view } = listing;
  const waiting = view ? view.counts.queued + view.counts.sending : 0;
  useEffect(() => onWaiting(waiting), [waiting, onWaiting]);
  const began = useOnce(waiting > 0);
  return (
    <>
      <header class="line spread">
        <h1>{i18n.t('nav.outbox')}</h1>
        {account && (
          <Choose
            onFiles={files => adding.add(chosenFiles(files))}
            onFolder={files => adding.add(folderFiles(files))}
            primary={!gate?.stopped}
          />
        )}
      </header>
      {!gate?.stopped && <NotAllowed account={account} scope="ACTIVITY:WRITE" />}
      {gate && <GateBanners account={account} gate={gate} waiting={waiting} />}
      <AddedNotice {...adding} />
      {view && gate && account && began && countOf('all', view.batch) > 0 && (
        <ProgressOfBatch view={view} gate={gate} />
      )}
      <History listing={listing} account={account} add={adding.add} />
      {over && <DropVeil connected={account !== null} />}
    </>
  );
}

interface ChooseProps {
  onFiles: (files: File[]) => void;
  onFolder: (files: File[]) => void;
  /** It is what the person came for, unless something else has to be done first. */
  primary: boolean;
}

function Choose({ onFiles, onFolder, primary }: ChooseProps) {
  const asked = useHash() === '#choose';
  useEffect(() => {
    if (asked) document.getElementById('choose')?.focus();
  }, [asked]);
  return (
    <div class="line">
      <button type="button" class="button" onClick={() => location.assign('#missing')}>
        {i18n.t('missing.open')}
      </button>
      <ChooseFiles folder label={i18n.t('choose.folder')} onFiles={onFolder} />
      <ChooseFiles
        id="choose"
        look={primary ? 'primary' : 'plain'}
        label={i18n.t('choose.files')}
        onFiles={onFiles}
      />
    </div>
  );
}

/** Whether it was so since the page was opened: what was seen under way stays in sight when it is done. */
function useOnce(now: boolean): boolean {
  const [once, setOnce] = useState(now);
  useEffect(() => {
    if (now) setOnce(true);
  }, [now]);
  return once || now;
}
