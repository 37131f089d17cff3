import { i18n } from '#i18n';
import { notificationSettings } from '../../lib/features/notifications/settings.ts';
import { uploadSettings } from '../../lib/features/uploads/settings.ts';
import { watchAccount } from '../../lib/services/intervals/credentials.ts';
import { AccountSection } from '../account/AccountSection.tsx';
import { CaptureSection } from '../capture/CaptureSection.tsx';
import { SitesSection } from '../capture/SitesSection.tsx';
import { ChangeFeedSection } from '../change-feed/ChangeFeedSection.tsx';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { Logo } from '../ui/Logo.tsx';
import { CheckboxField, Section } from '../ui/Section.tsx';
import { WorkoutFolderSection } from '../workout-folder/WorkoutFolderSection.tsx';
import { DataSection } from './DataSection.tsx';
import './Options.css';

/** The options: whose account, and how Musette behaves. */
export function Options() {
  const account = useSubscription(watchAccount);
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
        {account !== undefined && (
          <>
            <AccountSection account={account} />
            <UploadsSection />
            <CaptureSection />
            <SitesSection />
            <WorkoutFolderSection account={account} />
            <NotificationsSection />
            {account && <ChangeFeedSection account={account} />}
            <DataSection />
          </>
        )}
      </main>
    </div>
  );
}

function UploadsSection() {
  const settings = useSubscription(uploadSettings.watch);
  if (!settings) return null;
  return (
    <Section heading={i18n.t('sending.heading')}>
      <CheckboxField
        label={i18n.t('sending.review')}
        hint={i18n.t('sending.reviewHint')}
        checked={settings.reviewBeforeSending}
        onChange={reviewBeforeSending => void uploadSettings.update({ reviewBeforeSending })}
      />
    </Section>
  );
}

function NotificationsSection() {
  const settings = useSubscription(notificationSettings.watch);
  if (!settings) return null;
  return (
    <Section heading={i18n.t('notifications.heading')}>
      <CheckboxField
        label={i18n.t('notifications.done')}
        hint={i18n.t('notifications.doneHint')}
        checked={settings.notifyWhenDone}
        onChange={notifyWhenDone => void notificationSettings.update({ notifyWhenDone })}
      />
    </Section>
  );
}
