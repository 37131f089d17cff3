import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import {
  type BackfillViewOptions,
  getBackfillViewOptions,
  saveBackfillViewOptions,
  toBackfillRange,
} from '../../lib/features/backfill/backfill-view-options.ts';
import { backfillRequests } from '../../lib/features/backfill/requests.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { sites } from '../../lib/services/sites/registry.ts';
import type { Site } from '../../lib/services/sites/site.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { Banner } from '../ui/Banner.tsx';
import { LookbackField } from '../ui/LookbackField.tsx';
import { useSiteTabs } from './use-site-tabs.ts';

interface Props {
  /** A search is under way. */
  busy: boolean;
  /** What was found is shown: sending it is what comes next. */
  isDone: boolean;
}

/** Where to look, and how far back. */
export function BackfillForm({ busy, isDone }: Props) {
  const [choice, setChoice] = useState<BackfillViewOptions>();
  const [problem, setProblem] = useState<PlainProblem>();
  useEffect(() => void getBackfillViewOptions().then(setChoice), []);
  if (!choice) return null;
  const site = LISTABLE_SITES.find(({ id }) => id === choice.site) ?? LISTABLE_SITES[0];
  const range = toBackfillRange(choice);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy || !range || !site) return;
    setProblem(undefined);
    void startSearch({ ...choice, site: site.id }, site).catch(thrown =>
      setProblem(Problem.from(thrown).toPlain()),
    );
  };
  return (
    <form class="card missing-form" onSubmit={submit}>
      <SitePicker site={site} onChange={id => setChoice({ ...choice, site: id })} />
      <LookbackField
        value={choice}
        invalid={!range}
        onChange={changed => setChoice({ ...choice, ...changed })}
      />
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

/** Sites that can say what they have. */
const LISTABLE_SITES = sites.filter(({ listActivities }) => listActivities !== undefined);

/** Asks for the site first, while the click still counts as one. */
async function startSearch(choice: BackfillViewOptions, site: Site): Promise<void> {
  const granted = await browser.permissions.request({ origins: [...site.pages, ...site.hosts] });
  await saveBackfillViewOptions(choice);
  if (!granted) throw new Problem('no-access', { site: site.label });
  const range = toBackfillRange(choice);
  if (range) await sendRequest(backfillRequests, 'search', { site: site.id, ...range });
}

interface SitePickerProps {
  site: Site | undefined;
  onChange: (id: BackfillViewOptions['site']) => void;
}

function SitePicker({ site, onChange }: SitePickerProps) {
  return (
    <fieldset class="missing-choice">
      <legend>{i18n.t('missing.site')}</legend>
      <div class="line">
        {LISTABLE_SITES.map(({ id, label }) => (
          <label key={id} class="missing-option">
            <input type="radio" name="site" checked={id === site?.id} onChange={() => onChange(id)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TabHint({ site }: { site: Site }) {
  const tabs = useSiteTabs(site);
  return (
    <p class="muted small" role="status">
      {i18n.t(tabs === 'open' ? 'missing.tabOpen' : 'missing.tabNeeded', { site: site.label })}{' '}
      {tabs !== 'open' && <Anchor to={site.signIn}>{i18n.t('wayOut.open', { site: site.label })}</Anchor>}
    </p>
  );
}
