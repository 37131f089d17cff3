import { i18n } from '#i18n';
import { watchAccount } from '../lib/credentials.ts';
import { changeSettings, watchSettings } from '../lib/settings.ts';
import { AccountSection } from './AccountSection.tsx';
import { Anchor } from './Anchor.tsx';
import { CaptureSection } from './CaptureSection.tsx';
import { ChangesSection } from './changes/ChangesSection.tsx';
import { DataSection } from './DataSection.tsx';
import { Mark } from './Mark.tsx';
import { Choice, Section } from './Section.tsx';
import { SitesSection } from './SitesSection.tsx';
import { useWatched } from './use-watched.ts';
import { WorkoutsSection } from './workouts/WorkoutsSection.tsx';
import './Options.css';

/** The options: whose account, and how Musette behaves. */
export function Options() {
  const account = useWatched(watchAccount);
  const settings = useWatched(watchSettings);
  return (
    <div class="options">
      <header class="line spread">
        <h1 class="line">
          <Mark />
          {i18n.t('app.options')}
        </h1>
        <Anchor to="app">{i18n.t('app.open')}</Anchor>
      </header>
      <main class="options-main">
        {account !== undefined && <AccountSection account={account} />}
        {settings && (
          <>
            <Section heading={i18n.t('sending.heading')}>
              <Choice
                label={i18n.t('sending.review')}
                hint={i18n.t('sending.reviewHint')}
                checked={settings.reviewBeforeSending}
                onChange={reviewBeforeSending => void changeSettings({ reviewBeforeSending })}
              />
            </Section>
            <CaptureSection settings={settings} />
            <SitesSection sites={settings.captureSites} />
            {account !== undefined && <WorkoutsSection settings={settings} account={account} />}
            <Section heading={i18n.t('notifications.heading')}>
              <Choice
                label={i18n.t('notifications.done')}
                hint={i18n.t('notifications.doneHint')}
                checked={settings.notifyWhenDone}
                onChange={notifyWhenDone => void changeSettings({ notifyWhenDone })}
              />
            </Section>
            {account && <ChangesSection settings={settings} account={account} />}
            <DataSection keepHistoryDays={settings.keepHistoryDays} />
          </>
        )}
      </main>
    </div>
  );
}
