import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { captureSettings } from '../../lib/features/capture/settings.ts';
import { watchWebhookTopic } from '../../lib/features/change-feed/webhook-topic.ts';
import { watchPermissions } from '../../lib/platform/permissions.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Section } from '../ui/Section.tsx';
import { describeHostUses, getHostLabel } from './host-uses.ts';
import './GrantedHostsSection.css';

/** All hosts that the user has allowed, with what each is used for. Each can be given back. */
export function GrantedHostsSection() {
  const access = useSubscription(watchPermissions);
  const capture = useSubscription(captureSettings.watch);
  const topic = useSubscription(watchWebhookTopic);
  const [kept, setKept] = useState<string>();
  if (!access || !capture || topic === undefined) return null;
  const installed = browser.runtime.getManifest().host_permissions ?? [];
  const granted = access.origins.filter(origin => !installed.includes(origin)).toSorted();
  const giveBack = async (origin: string) => {
    const isRemoved = await browser.permissions.remove({ origins: [origin] }).catch(() => false);
    setKept(isRemoved ? undefined : origin);
  };
  const facts = { capture, topicServer: topic?.server };
  return (
    <Section heading={i18n.t('hosts.heading')}>
      <p class="muted small">{i18n.t(granted.length === 0 ? 'hosts.none' : 'hosts.hint')}</p>
      {granted.length > 0 && (
        <ul class="granted-hosts">
          {granted.map(origin => (
            <li key={origin}>
              <span>
                <strong>{getHostLabel(origin)}</strong>{' '}
                <span class="muted small">{describeHostUses(origin, facts).join(' ')}</span>
              </span>
              <button
                type="button"
                class="button slim"
                aria-label={i18n.t('hosts.revokeNamed', { host: getHostLabel(origin) })}
                onClick={() => void giveBack(origin)}
              >
                {i18n.t('hosts.revoke')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {kept !== undefined && <p role="alert">{i18n.t('hosts.kept', { host: getHostLabel(kept) })}</p>}
    </Section>
  );
}
