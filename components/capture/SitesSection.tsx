import { useId, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import {
  type CaptureSite,
  captureSettings,
  isWatchableHost,
  MAX_CAPTURE_SITES,
  withCaptureSite,
} from '../../lib/features/capture/settings.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { getHost } from '../../lib/platform/host.ts';
import {
  type GrantedPermissions,
  hostPermission,
  includesHost,
  watchPermissions,
} from '../../lib/platform/permissions.ts';
import { sites } from '../../lib/services/sites/registry.ts';
import { usePermissionRequest } from '../hooks/use-permission-request.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { CheckboxField } from '../ui/CheckboxField.tsx';
import { Section } from '../ui/Section.tsx';

/** The sites whose pages are watched, each with a permission of its own. */
export function SitesSection() {
  const settings = useSubscription(captureSettings.watch);
  const access = useSubscription(watchPermissions);
  if (!settings || !access) return null;
  const watched = settings.captureSites;
  return (
    <Section heading={i18n.t('sites.heading')}>
      <p class="muted small">{i18n.t('sites.hint')}</p>
      {watched.map(one => (
        <WatchedSite key={one.host} site={one} sites={watched} access={access} />
      ))}
      <AddSite sites={watched} />
    </Section>
  );
}

function AddSite({ sites }: { sites: CaptureSite[] }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<'invalid' | 'too-many' | 'added'>();
  const { refused, ask } = usePermissionRequest();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const host = parseHost(input.current?.value ?? '');
    const captureSites = host ? withCaptureSite(sites, { host, automatic: false }) : [];
    const isTooMany = captureSites.length > MAX_CAPTURE_SITES;
    setOutcome(host ? (isTooMany ? 'too-many' : undefined) : 'invalid');
    if (!host || isTooMany) return;
    void ask(hostPermission(host), async () => {
      await captureSettings.update({ captureSites });
      if (input.current) input.current.value = '';
      setOutcome('added');
    });
  };
  return (
    <form class="section-part" onSubmit={submit}>
      <label for={id}>{i18n.t('sites.address')}</label>
      <div class="line">
        <input
          id={id}
          ref={input}
          class="field"
          type="text"
          placeholder={i18n.t('sites.placeholder')}
          list={`${id}known`}
          required
        />
        <button type="submit" class="button">
          {i18n.t('sites.add')}
        </button>
      </div>
      <datalist id={`${id}known`}>
        {KNOWN_HOSTS.map(host => (
          <option key={host} value={host} />
        ))}
      </datalist>
      <p role="status" class="small">
        {outcome === 'invalid' && i18n.t('sites.invalid')}
        {outcome === 'too-many' && i18n.t('sites.tooMany', { n: formatNumber(MAX_CAPTURE_SITES) })}
        {outcome === 'added' && i18n.t('sites.reload')}
        {refused && i18n.t('sites.refused')}
      </p>
    </form>
  );
}

/** Hosts of the known sites, as suggestions. */
const KNOWN_HOSTS = [...new Set(sites.flatMap(({ pages }) => pages.flatMap(page => getHost(page) ?? [])))];

/** The host in typed text: a name, or an address copied from the site. */
function parseHost(typed: string): string | undefined {
  const text = typed.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  const host = url?.protocol === 'https:' || url?.protocol === 'http:' ? getHost(url.href) : undefined;
  return host !== undefined && isWatchableHost(host) ? host : undefined;
}

function WatchedSite({
  site: { host, automatic },
  sites,
  access,
}: {
  site: CaptureSite;
  sites: CaptureSite[];
  access: GrantedPermissions;
}) {
  const { refused, ask } = usePermissionRequest();
  const change = (next: CaptureSite[]) => void captureSettings.update({ captureSites: next });
  const others = sites.filter(other => other.host !== host);
  const remove = () => {
    change(others);
    void browser.permissions.remove(hostPermission(host));
  };
  return (
    <div class="section-part">
      <h3>{host}</h3>
      {!includesHost(access.origins, host) && (
        <p>
          {i18n.t('sites.missing', { host })}{' '}
          <button type="button" class="button" onClick={() => void ask(hostPermission(host), async () => undefined)}>
            {i18n.t('sites.allow', { host })}
          </button>
          {refused && <span role="alert"> {i18n.t('sites.refused')}</span>}
        </p>
      )}
      <CheckboxField
        label={i18n.t('sites.automatic', { host })}
        hint={i18n.t('sites.automaticHint')}
        checked={automatic}
        onChange={automatic => change(sites.map(one => (one.host === host ? { host, automatic } : one)))}
      />
      <p>
        <button type="button" class="button" aria-label={i18n.t('sites.removeNamed', { host })} onClick={remove}>
          {i18n.t('sites.remove')}
        </button>
      </p>
    </div>
  );
}
