import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { watchAccount } from '../lib/credentials.ts';
import { Nav } from './Nav.tsx';
import { OutboxScreen } from './OutboxScreen.tsx';
import { useWake } from './use-wake.ts';
import { useWatched } from './use-watched.ts';
import './App.css';

/** The full tab: everything that Musette carries, and what became of it. */
export function App() {
  useWake();
  const account = useWatched(watchAccount);
  const [waiting, setWaiting] = useState(0);
  return (
    <div class="app">
      <a class="skip button" href="#outbox">
        {i18n.t('nav.skip')}
      </a>
      <Nav account={account} waiting={waiting} />
      <main id="outbox" class="app-main" tabIndex={-1}>
        {account !== undefined && <OutboxScreen account={account} onWaiting={setWaiting} />}
      </main>
    </div>
  );
}
