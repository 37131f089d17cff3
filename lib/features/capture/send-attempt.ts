import { browser } from 'wxt/browser';
import { getHost } from '../../platform/host.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { isPopupOpen, notifyProblem } from '../notifications/notify-problem.ts';
import { recordFailedFetch, removeFailedFetch } from '../uploads/failed-fetches.ts';
import type { SendPageResult } from './send-page.ts';

/** What a person wanted to upload from the browser's menu, with the shortcut or from the popup. */
interface SendAttempt {
  /** The link that they clicked; absent for the page itself. */
  link?: string;
  tab: AttemptTab | undefined;
}

/** The tab where they clicked. */
interface AttemptTab {
  url?: string | undefined;
  title?: string | undefined;
  incognito?: boolean | undefined;
}

/** Waits for an attempt. Whatever is in its way is shown in a notification, and stays in the outbox until it succeeds or is removed. */
export async function trackAttempt(attempt: SendAttempt, work: Promise<SendPageResult>): Promise<void> {
  const problem = await getProblem(work);
  if (problem) await reportFailure(attempt, problem);
  else await removeFailedFetch(toKey(attempt));
}

/** The same for the popup, which shows by itself what is in the way, unless it is closed meanwhile. Returns or throws what `work` does. */
export async function trackPopupAttempt(tabId: number, work: Promise<SendPageResult>): Promise<SendPageResult> {
  // The tab may be closed before the work is done.
  const tab = browser.tabs.get(tabId).catch(() => undefined);
  const problem = await getProblem(work);
  const attempt = { tab: await tab };
  if (!problem) await removeFailedFetch(toKey(attempt));
  else if (!(await isPopupOpen())) await reportFailure(attempt, problem);
  return await work;
}

/** Why an attempt failed: it was refused, or its file could not be stored. */
async function getProblem(work: Promise<SendPageResult>): Promise<PlainProblem | undefined> {
  try {
    const result = await work;
    return 'added' in result ? result.added.failed[0]?.problem : undefined;
  } catch (thrown) {
    return Problem.from(thrown).toPlain();
  }
}

/** Shows why an attempt failed. Nothing of a private window is stored. */
async function reportFailure(attempt: SendAttempt, problem: PlainProblem): Promise<void> {
  notifyProblem(problem);
  const { link, tab } = attempt;
  if (tab?.incognito) return;
  await recordFailedFetch({
    name: link === undefined ? getPageName(tab) : getLinkName(link),
    via: link === undefined ? 'page' : 'link',
    automatic: false,
    key: toKey(attempt),
    page: tab?.url,
    problem,
  });
}

/** Also of a link only a digest is stored: it may contain a secret. */
const toKey = ({ link, tab }: SendAttempt): string => (link === undefined ? `page ${tab?.url ?? ''}` : `link ${link}`);

const getPageName = (tab: AttemptTab | undefined): string => tab?.title || getHost(tab?.url ?? '') || '';

/** The end of the address, as a file there would be called. What does not look like a file's name says little without its site. */
function getLinkName(link: string): string {
  const url = URL.parse(link);
  const name = url?.pathname.split('/').findLast(part => part !== '');
  return [name?.includes('.') ? '' : url?.hostname, name].filter(Boolean).join(' ');
}
