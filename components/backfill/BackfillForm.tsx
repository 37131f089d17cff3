import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import {
  type BackfillViewOptions,
  backfillViewOptions,
  toBackfillRange,
} from '../../lib/features/backfill/backfill-view-options.ts';
import { backfillRequests } from '../../lib/features/backfill/requests.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { type KnownSite, sites } from '../../lib/services/sites/registry.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { Banner } from '../ui/Banner.tsx';
import { LookbackField } from '../ui/LookbackField.tsx';
import { useSiteTabs } from './use-site-tabs.ts';
import '../ui/LookbackField.css';

interface Props {
  /** A search is running. */
  busy: boolean;
  /** Findings are shown, so sending is the next step, not searching. */
  isDone: boolean;
}

/** Which site to search, and how far back. */
export function BackfillForm({ busy, isDone }: Props) {
  const [choice, setChoice] = useState<BackfillViewOptions>();
  const [problem, setProblem] = useState<PlainProblem>();
  useEffect(() => void backfillViewOptions.get().then(setChoice), []);
  if (!choice) return null;
  const site = LISTABLE_SITES.find(({ id }) => id === choice.site) ?? LISTABLE_SITES[0];
  const range = toBackfillRange(choice);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy || !range || !site) return;
    setProblem(undefined);
    void startSearch({ ...choice, site: site.id }, site).catch(thrown => setProblem(Problem.from(thrown).toPlain()));
  };
  return (
    <form class="card backfill-form" onSubmit={submit}>
      <SitePicker site={site} onChange={id => setChoice({ ...choice, site: id })} />
      <LookbackField value={choice} invalid={!range} onChange={changed => setChoice({ ...choice, ...changed })} />
      <div class="line">
        <button type="submit" class={isDone ? 'button' : 'button primary'} aria-disabled={busy || !range}>
          {i18n.t(busy ? 'missing.looking' : 'missing.find')}
        </button>
        {site && <TabHint site={site} />}
      </div>
      {problem && (
        <Banner tone="bad">
          <ProblemSentence problem={problem} />
        </Banner>
      )}
    </form>
  );
}

/** Sites that can list their activities. */
const LISTABLE_SITES = sites.filter(({ listActivities }) => listActivities !== undefined);

/** Requests the permission first, in the handler of the click: the browser requires that. */
async function startSearch(choice: BackfillViewOptions, site: KnownSite): Promise<void> {
  const granted = await browser.permissions.request({ origins: [...site.pages, ...site.hosts] });
  await backfillViewOptions.update(() => choice);
  if (!granted) throw new Problem('no-access', { site: site.label });
  const range = toBackfillRange(choice);
  if (range) await sendRequest(backfillRequests, 'search', { site: site.id, ...range });
}

interface SitePickerProps {
  site: KnownSite | undefined;
  onChange: (id: BackfillViewOptions['site']) => void;
}

function SitePicker({ site, onChange }: SitePickerProps) {
  return (
    <fieldset class="radio-row">
      <legend>{i18n.t('missing.site')}</legend>
      <div class="line">
        {LISTABLE_SITES.map(({ id, label }) => (
          <label key={id} class="radio-row-option">
            <input type="radio" name="site" checked={id === site?.id} onChange={() => onChange(id)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TabHint({ site }: { site: KnownSite }) {
  const tabs = useSiteTabs(site);
  return (
    <p class="muted small" role="status">
      {i18n.t(tabs === 'open' ? 'missing.tabOpen' : 'missing.tabNeeded', { site: site.label })}{' '}
      {tabs !== 'open' && <Anchor to={site.signIn}>{i18n.t('wayOut.open', { site: site.label })}</Anchor>}
    </p>
  );
}
