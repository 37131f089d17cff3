import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { send } from '../lib/messages.ts';
import { type Choice, getChoice, keepChoice, rangeOf } from '../lib/missing/choice.ts';
import { type PlainProblem, Problem } from '../lib/problem.ts';
import { sources } from '../lib/sources/registry.ts';
import type { Source } from '../lib/sources/source.ts';
import { Anchor } from './Anchor.tsx';
import { Banner } from './Banner.tsx';
import { MissingRange } from './MissingRange.tsx';
import { ProblemSentence } from './Sentence.tsx';
import { useSiteTabs } from './use-site-tabs.ts';

interface Props {
  /** A search is under way. */
  busy: boolean;
  /** What was found is shown: sending it is what comes next. */
  isDone: boolean;
}

/** Where to look, and how far back. */
export function MissingForm({ busy, isDone }: Props) {
  const [choice, setChoice] = useState<Choice>();
  const [problem, setProblem] = useState<PlainProblem>();
  useEffect(() => void getChoice().then(setChoice), []);
  if (!choice) return null;
  const site = LISTED.find(({ id }) => id === choice.site) ?? LISTED[0];
  const range = rangeOf(choice);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy || !range || !site) return;
    setProblem(undefined);
    void begin({ ...choice, site: site.id }, site).catch(thrown =>
      setProblem(Problem.from(thrown).toPlain()),
    );
  };
  return (
    <form class="card missing-form" onSubmit={submit}>
      <SiteChoice site={site} onChange={id => setChoice({ ...choice, site: id })} />
      <MissingRange
        choice={choice}
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
const LISTED = sources.filter(({ list }) => list !== undefined);

/** Asks for the site first, while the click still counts as one. */
async function begin(choice: Choice, site: Source): Promise<void> {
  const granted = await browser.permissions.request({ origins: [...site.pages, ...site.hosts] });
  await keepChoice(choice);
  if (!granted) throw new Problem('no-access', { site: site.label });
  const range = rangeOf(choice);
  if (range) await send('findMissing', { site: site.id, ...range });
}

interface SiteProps {
  site: Source | undefined;
  onChange: (id: Choice['site']) => void;
}

function SiteChoice({ site, onChange }: SiteProps) {
  return (
    <fieldset class="missing-choice">
      <legend>{i18n.t('missing.site')}</legend>
      <div class="line">
        {LISTED.map(({ id, label }) => (
          <label key={id} class="missing-option">
            <input type="radio" name="site" checked={id === site?.id} onChange={() => onChange(id)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TabHint({ site }: { site: Source }) {
  const tabs = useSiteTabs(site);
  return (
    <p class="muted small" role="status">
      {i18n.t(tabs === 'open' ? 'missing.tabOpen' : 'missing.tabNeeded', { site: site.label })}{' '}
      {tabs !== 'open' && <Anchor to={site.signIn}>{i18n.t('wayOut.open', { site: site.label })}</Anchor>}
    </p>
  );
}
