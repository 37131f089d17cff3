import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { SeenPage, Sent } from '../lib/capture/page.ts';
import { send } from '../lib/messages.ts';
import { type PlainProblem, Problem } from '../lib/problem.ts';
import type { FileChoice, SiteActivity } from '../lib/sources/source.ts';
import { ProblemSentence } from './Sentence.tsx';
import './ThisPage.css';

/** The activity on the page that the popup was opened over, and the button that sends it. Nothing on any other page. */
export function ThisPage() {
  const [page, setPage] = useState<Page>();
  useEffect(() => void look().then(setPage), []);
  if (!page) return null;
  return (
    <section class="card this-page" aria-labelledby="this-page">
      <h2 id="this-page">{i18n.t('page.heading')}</h2>
      {page.activity ? (
        <Activity {...page} activity={page.activity} />
      ) : (
        <p class="muted small">{i18n.t('page.none', { site: page.site })}</p>
      )}
    </section>
  );
}

interface Page extends SeenPage {
  tabId: number;
}

async function look(): Promise<Page | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return undefined;
  const seen = await send('lookAtPage', { tabId: tab.id });
  return seen && { ...seen, tabId: tab.id };
}

function Activity({ tabId, site, hosts, activity, there }: Page & { activity: SiteActivity }) {
  const { state, start } = useSending(tabId, activity);
  const isSending = state.name === 'sending';
  const choices = state.name === 'choosing' ? state.choices : [];
  return (
    <>
      <p class="this-page-what">
        <b>{activity.name ?? i18n.t('page.unnamed', { id: activity.id })}</b>
        <span class="muted small"> {site}</span>
      </p>
      {there && state.name === 'idle' && (
        <p class="small">{i18n.t(there === 'done' ? 'page.sent' : 'page.waiting')}</p>
      )}
      {choices.length > 0 ? (
        <Choices choices={choices} onChoose={start} />
      ) : (
        <button type="button" class="button primary" disabled={isSending} onClick={() => start()}>
          {i18n.t('page.send')}
        </button>
      )}
      <div role="status" class="small">
        {isSending && <p class="muted">{i18n.t('page.sending', { site })}</p>}
        {state.name === 'sent' && <p>{i18n.t(state.isNew ? 'page.added' : 'page.known')}</p>}
        {state.name === 'failed' && (
          <p>
            <ProblemSentence problem={state.problem} />
          </p>
        )}
        {state.name === 'failed' && hosts.length > 0 && isShut(state.problem) && (
          <button type="button" class="button slim" onClick={() => void allow(hosts).then(() => start())}>
            {i18n.t('page.allow', { site })}
          </button>
        )}
      </div>
    </>
  );
}

/** Whether the page could not fetch it, and the background might. */
const isShut = ({ kind }: PlainProblem): boolean => kind === 'site-unreachable' || kind === 'no-access';

/** Called by the click itself: later the browser would not ask. */
const allow = (origins: string[]): Promise<boolean> => browser.permissions.request({ origins });

/** The first one is the best guess. */
function Choices({ choices, onChoose }: { choices: FileChoice[]; onChoose: (file: string) => void }) {
  return (
    <fieldset class="this-page-choices">
      <legend>{i18n.t('page.several')}</legend>
      {choices.map(({ id, name }) => (
        <button key={id} type="button" class="button slim" onClick={() => onChoose(id)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}

type State =
  | { name: 'idle' | 'sending' }
  | { name: 'choosing'; choices: FileChoice[] }
  | { name: 'sent'; isNew: boolean }
  | { name: 'failed'; problem: PlainProblem };

function useSending(tabId: number, activity: SiteActivity) {
  const [state, setState] = useState<State>({ name: 'idle' });
  const start = (file?: string) => {
    setState({ name: 'sending' });
    send('sendPage', { tabId, activity: { ...activity, ...(file !== undefined && { file }) } })
      .then(sent => setState(stateOf(sent)))
      .catch(thrown => setState({ name: 'failed', problem: Problem.from(thrown).toPlain() }));
  };
  return { state, start };
}

function stateOf(sent: Sent): State {
  if ('choices' in sent) return { name: 'choosing', choices: sent.choices };
  const [lost] = sent.added.lost;
  if (lost) return { name: 'failed', problem: lost.problem };
  return { name: 'sent', isNew: sent.added.added > 0 };
}
