import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { watchAccount } from '../../lib/services/intervals/credentials.ts';
import { ScopeGuard } from '../account/ScopeGuard.tsx';
import { ActivitiesScreen } from '../activity-export/ActivitiesScreen.tsx';
import { BackfillScreen } from '../backfill/BackfillScreen.tsx';
import { CalendarScreen } from '../calendar/CalendarScreen.tsx';
import { useHash } from '../hooks/use-hash.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { UploadsScreen } from '../uploads/UploadsScreen.tsx';
import { WellnessScreen } from '../wellness/WellnessScreen.tsx';
import { IntervalsAccessBanner } from './IntervalsAccessBanner.tsx';
import { Nav, type Screen } from './Nav.tsx';
import { NotInPrivateWindow } from './PrivateWindow.tsx';
import { useRetryOnOpen } from './use-retry-on-open.ts';
import './App.css';

/** The app, in a tab of its own. */
export const App = () => (
  <NotInPrivateWindow>
    <Screens />
  </NotInPrivateWindow>
);

function Screens() {
  useRetryOnOpen();
  const account = useSubscription(watchAccount);
  const [waiting, setWaiting] = useState(0);
  const screen = getScreen(useHash());
  return (
    <div class="app">
      <a class="skip button" href={`#${screen}`}>
        {i18n.t('nav.skip')}
      </a>
      <Nav account={account} waiting={waiting} screen={screen} />
      <main key={screen} id={screen} class="app-main" tabIndex={-1}>
        <IntervalsAccessBanner />
        {account !== undefined && screen === 'uploads' && (
          <UploadsScreen account={account} onWaitingChange={setWaiting} />
        )}
        {account !== undefined && screen === 'find-missing' && (
          <ScopeGuard account={account} area="ACTIVITY" heading={i18n.t('missing.heading')}>
            <BackfillScreen account={account} />
          </ScopeGuard>
        )}
        {account !== undefined && screen === 'calendar' && (
          <ScopeGuard account={account} area="CALENDAR" heading={i18n.t('workouts.heading')}>
            <CalendarScreen account={account} />
          </ScopeGuard>
        )}
        {account !== undefined && screen === 'activities' && (
          <ScopeGuard account={account} area="ACTIVITY" heading={i18n.t('activities.heading')}>
            <ActivitiesScreen account={account} />
          </ScopeGuard>
        )}
        {account !== undefined && screen === 'wellness' && (
          <ScopeGuard account={account} area="WELLNESS" heading={i18n.t('wellness.heading')}>
            <WellnessScreen account={account} />
          </ScopeGuard>
        )}
      </main>
    </div>
  );
}

const getScreen = (hash: string): Screen => SCREENS.find(screen => hash.startsWith(`#${screen}`)) ?? 'uploads';

const SCREENS: readonly Screen[] = ['find-missing', 'calendar', 'activities', 'wellness'];
