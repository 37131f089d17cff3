import { useId, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { type Access, site, watchAccess } from '../lib/capture/access.ts';
import { hostOf } from '../lib/capture/download.ts';
import { type CaptureSite, changeSettings } from '../lib/settings.ts';
import { isForbidden } from '../lib/sources/address.ts';
import { sources } from '../lib/sources/registry.ts';
import { useAsking } from './CaptureSection.tsx';
import { Choice, Section } from './Section.tsx';
import { useWatched } from './use-watched.ts';

/** The sites whose pages are listened to, each allowed on its own. */
export function SitesSection({ sites }: { sites: CaptureSite[] }) {
  const access = useWatched(watchAccess);
  if (!access) return null;
  return (
    <Section heading={i18n.t('sites.heading')}>
      <p class="muted small">{i18n.t('sites.hint')}</p>
      {sites.map(one => (
        <Site key={one.host} site={one} sites={sites} access={access} />
      ))}
      <AddSite sites={sites} />
    </Section>
  );
}

function AddSite({ sites }: { sites: CaptureSite[] }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<'invalid' | 'added'>();
  const { refused, ask } = useAsking();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const host = hostTyped(input.current?.value ?? '');
    setSaid(host ? undefined : 'invalid');
    if (!host) return;
    void ask(site(host), async () => {
      const others = sites.filter(other => other.host !== host);
      await changeSettings({ captureSites: [...others, { host, automatic: false }] });
      if (input.current) input.current.value = '';
      setSaid('added');
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
        {KNOWN.map(host => (
          <option key={host} value={host} />
        ))}
      </datalist>
      <p role="status" class="small">
        {said === 'invalid' && i18n.t('sites.invalid')}
        {said === 'added' && i18n.t('sites.reload')}
        {refused && i18n.t('sites.refused')}
      </p>
    </form>
  );
}

/** The hosts of the sites that Musette knows. */
const KNOWN = [...new Set(sources.flatMap(({ pages }) => pages.flatMap(page => hostOf(page) ?? [])))];

/** The host in what was typed: a name, or an address copied from somewhere on the site. */
function hostTyped(typed: string): string | undefined {
  const text = typed.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  return url && !isForbidden(url) ? hostOf(url.href) : undefined;
}

function Site({
  site: { host, automatic },
  sites,
  access,
}: {
  site: CaptureSite;
  sites: CaptureSite[];
  access: Access;
}) {
  const { ask } = useAsking();
  const [origin = ''] = site(host).origins;
  const change = (next: CaptureSite[]) => void changeSettings({ captureSites: next });
  const others = sites.filter(other => other.host !== host);
  const remove = () => {
    change(others);
    void browser.permissions.remove(site(host));
  };
  return (
    <div class="section-part">
      <h3>{host}</h3>
      {!access.origins.includes(origin) && (
        <p>
          {i18n.t('sites.missing', { host })}{' '}
          <button type="button" class="button" onClick={() => void ask(site(host), async () => undefined)}>
            {i18n.t('sites.allow', { host })}
          </button>
        </p>
      )}
      <Choice
        label={i18n.t('sites.automatic', { host })}
        hint={i18n.t('sites.automaticHint')}
        checked={automatic}
        onChange={wanted => change(sites.map(one => (one.host === host ? { host, automatic: wanted } : one)))}
      />
      <p>
        <button
          type="button"
          class="button"
          aria-label={i18n.t('sites.removeNamed', { host })}
          onClick={remove}
        >
          {i18n.t('sites.remove')}
        </button>
      </p>
    </div>
  );
}
