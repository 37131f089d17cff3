import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { watchAccount } from '../lib/credentials.ts';
import { IfAllowed } from './account/IfAllowed.tsx';
import { ActivitiesScreen } from './activities/ActivitiesScreen.tsx';
import { MissingScreen } from './MissingScreen.tsx';
import { Nav, type Screen } from './Nav.tsx';
import { OutboxScreen } from './OutboxScreen.tsx';
import { useHash } from './use-hash.ts';
import { useWake } from './use-wake.ts';
import { useWatched } from './use-watched.ts';
import { WellnessScreen } from './wellness/WellnessScreen.tsx';
import { WorkoutsScreen } from './workouts/WorkoutsScreen.tsx';
import './App.css';

/** The full tab: everything that Musette carries, and what became of it. */
export function App() {
  useWake();
  const account = useWatched(watchAccount);
  const [waiting, setWaiting] = useState(0);
  const screen = screenOf(useHash());
  return (
    <div class="app">
      <a class="skip button" href={`#${screen}`}>
        {i18n.t('nav.skip')}
      </a>
      <Nav account={account} waiting={waiting} screen={screen} />
      <main key={screen} id={screen} class="app-main" tabIndex={-1}>
        {account !== undefined && screen === 'outbox' && (
          <OutboxScreen account={account} onWaiting={setWaiting} />
        )}
        {account !== undefined && screen === 'missing' && (
          <IfAllowed account={account} area="ACTIVITY" heading={i18n.t('missing.heading')}>
            <MissingScreen account={account} />
          </IfAllowed>
        )}
        {account !== undefined && screen === 'workouts' && (
          <IfAllowed account={account} area="CALENDAR" heading={i18n.t('workouts.heading')}>
            <WorkoutsScreen account={account} />
          </IfAllowed>
        )}
        {account !== undefined && screen === 'activities' && (
          <IfAllowed account={account} area="ACTIVITY" heading={i18n.t('activities.heading')}>
            <ActivitiesScreen account={account} />
          </IfAllowed>
        )}
        {account !== undefined && screen === 'wellness' && (
          <IfAllowed account={account} area="WELLNESS" heading={i18n.t('wellness.heading')}>
            <WellnessScreen account={account} />
          </IfAllowed>
        )}
      </main>
    </div>
  );
}

const screenOf = (hash: string): Screen => SCREENS.find(screen => hash.startsWith(`#${screen}`)) ?? 'outbox';

const SCREENS: readonly Screen[] = ['missing', 'workouts', 'activities', 'wellness'];
