import { i18n } from '#i18n';
import { watchAllowed } from '../../lib/platform/permissions.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Banner } from '../ui/Banner.tsx';
import { PermissionButton } from '../ui/PermissionButton.tsx';

const PERMISSION = { origins: ['https://intervals.icu/*'] };

const watchAccess = (callback: (isAllowed: boolean) => void) => watchAllowed(PERMISSION, callback);

/** Both browsers let the user take back also what was granted at the installation: without it nothing works. */
export function IntervalsAccessBanner() {
  if (useSubscription(watchAccess) !== false) return null;
  return (
    <Banner
      tone="bad"
      actions={<PermissionButton permission={PERMISSION} label={i18n.t('wayOut.allow', { site: 'Intervals.icu' })} />}
    >
      {i18n.t('hosts.noIntervals')}
    </Banner>
  );
}
