import { i18n } from '#i18n';
import { updateSettings, watchSettings } from '../../lib/features/settings.ts';
import { watchAccount } from '../../lib/services/intervals/credentials.ts';
import { AccountSection } from '../account/AccountSection.tsx';
import { CaptureSection } from '../capture/CaptureSection.tsx';
import { SitesSection } from '../capture/SitesSection.tsx';
import { ChangeFeedSection } from '../change-feed/ChangeFeedSection.tsx';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { CheckboxField } from '../ui/CheckboxField.tsx';
import { Logo } from '../ui/Logo.tsx';
import { Section } from '../ui/Section.tsx';
import { WorkoutFolderSection } from '../workout-folder/WorkoutFolderSection.tsx';
import { DataSection } from './DataSection.tsx';
import './Options.css';

/** The options page. */
export function Options() {
  const account = useSubscription(watchAccount);
  const settings = useSubscription(watchSettings);
  return (
    <div class="options">
      <header class="line spread">
        <h1 class="line">
          <Logo />
          {i18n.t('app.options')}
        </h1>
        <Anchor to="app">{i18n.t('app.open')}</Anchor>
      </header>
      <main class="options-main">
        {account !== undefined && <AccountSection account={account} />}
        {settings && (
          <>
            <Section heading={i18n.t('sending.heading')}>
              <CheckboxField
                label={i18n.t('sending.review')}
                hint={i18n.t('sending.reviewHint')}
                checked={settings.reviewBeforeSending}
                onChange={reviewBeforeSending => void updateSettings({ reviewBeforeSending })}
              />
            </Section>
            <CaptureSection settings={settings} />
            <SitesSection sites={settings.captureSites} />
            {account !== undefined && <WorkoutFolderSection settings={settings} account={account} />}
            <Section heading={i18n.t('notifications.heading')}>
              <CheckboxField
                label={i18n.t('notifications.done')}
                hint={i18n.t('notifications.doneHint')}
                checked={settings.notifyWhenDone}
                onChange={notifyWhenDone => void updateSettings({ notifyWhenDone })}
              />
            </Section>
            {account && <ChangeFeedSection settings={settings} account={account} />}
            <DataSection keepHistoryDays={settings.historyDays} />
          </>
        )}
      </main>
    </div>
  );
}
