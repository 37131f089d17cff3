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
import { CheckboxField } from '../ui/CheckboxField.tsx';
import { Logo } from '../ui/Logo.tsx';
import { Section } from '../ui/Section.tsx';
import { WorkoutFolderSection } from '../workout-folder/WorkoutFolderSection.tsx';
import { DataSection } from './DataSection.tsx';
import { GrantedHostsSection } from './GrantedHostsSection.tsx';
import { IntervalsAccessBanner } from './IntervalsAccessBanner.tsx';
import './Options.css';

/** The options page. */
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
      <IntervalsAccessBanner />
      <main class="options-main">
        {account !== undefined && (
          <>
            <AccountSection account={account} />
            <UploadsSection />
            <CaptureSection />
            <SitesSection />
            <WorkoutFolderSection account={account} />
            <GrantedHostsSection />
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
