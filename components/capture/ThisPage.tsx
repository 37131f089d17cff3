import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { captureRequests } from '../../lib/features/capture/requests.ts';
import type { SendPageResult, TabPage } from '../../lib/features/capture/send-page.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import type { FileChoice, SiteActivity } from '../../lib/services/sites/site.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import './ThisPage.css';

/** The activity in the active tab, with a button that uploads it. Nothing for a tab of no known site. */
export function ThisPage() {
  const [page, setPage] = useState<ActiveTabPage>();
  useEffect(() => void inspectActiveTab().then(setPage), []);
  if (!page) return null;
  return (
    <section class="card this-page" aria-labelledby="this-page">
      <h2 id="this-page">{i18n.t('page.heading')}</h2>
      {page.activity ? (
        <PageActivity {...page} activity={page.activity} />
      ) : (
        <p class="muted small">{i18n.t('page.none', { site: page.site })}</p>
      )}
    </section>
  );
}

interface ActiveTabPage extends TabPage {
  tabId: number;
}

async function inspectActiveTab(): Promise<ActiveTabPage | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return undefined;
  const page = await sendRequest(captureRequests, 'inspectTab', { tabId: tab.id });
  return page && { ...page, tabId: tab.id };
}

function PageActivity({ tabId, site, hosts, activity, uploadState }: ActiveTabPage & { activity: SiteActivity }) {
  const { state, start } = useSendPage(tabId, activity);
  const isSending = state.name === 'sending';
  const choices = state.name === 'choosing' ? state.choices : [];
  return (
    <>
      <p class="this-page-what">
        <b>{activity.name ?? i18n.t('page.unnamed', { id: activity.id })}</b>
        <span class="muted small"> {site}</span>
      </p>
      {uploadState && state.name === 'idle' && (
        <p class="small">{i18n.t(uploadState === 'done' ? 'page.sent' : 'page.waiting')}</p>
      )}
      {choices.length > 0 ? (
        <FileChoices choices={choices} onChoose={start} />
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
        {state.name === 'failed' && hosts.length > 0 && canTryInBackground(state.problem) && (
          <button type="button" class="button slim" onClick={() => void requestHosts(hosts).then(() => start())}>
            {i18n.t('page.allow', { site })}
          </button>
        )}
      </div>
    </>
  );
}

/** Whether the background might be able to fetch what the page could not. */
const canTryInBackground = ({ kind }: PlainProblem): boolean => kind === 'site-unreachable' || kind === 'no-access';

/** Must be called within the click, or the browser shows no prompt. */
const requestHosts = (origins: string[]): Promise<boolean> => browser.permissions.request({ origins });

/** The first file is the best guess. */
function FileChoices({ choices, onChoose }: { choices: FileChoice[]; onChoose: (file: string) => void }) {
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

type SendState =
  | { name: 'idle' | 'sending' }
  | { name: 'choosing'; choices: FileChoice[] }
  | { name: 'sent'; isNew: boolean }
  | { name: 'failed'; problem: PlainProblem };

function useSendPage(tabId: number, activity: SiteActivity) {
  const [state, setState] = useState<SendState>({ name: 'idle' });
  const start = (file?: string) => {
    setState({ name: 'sending' });
    sendRequest(captureRequests, 'sendPage', {
      tabId,
      activity: { ...activity, ...(file !== undefined && { file }) },
    })
      .then(sent => setState(toSendState(sent)))
      .catch(thrown => setState({ name: 'failed', problem: Problem.from(thrown).toPlain() }));
  };
  return { state, start };
}

function toSendState(sent: SendPageResult): SendState {
  if ('choices' in sent) return { name: 'choosing', choices: sent.choices };
  const [failure] = sent.added.failed;
  if (failure) return { name: 'failed', problem: failure.problem };
  return { name: 'sent', isNew: sent.added.added > 0 };
}
