import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { onChanged } from '../../platform/change-events.ts';
import { coalesce } from '../../platform/coalesce.ts';
import { formatNumber } from '../../platform/format.ts';
import { openApp } from '../../platform/pages.ts';
import { Problem } from '../../platform/problem.ts';
import { SECOND } from '../../platform/time.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import { notifyProblem } from '../notifications/notify-problem.ts';
import { confirmUploads } from '../uploads/unconfirmed-uploads.ts';
import { removeUploads } from '../uploads/upload-commands.ts';
import { getUnconfirmedUploads } from '../uploads/upload-store.ts';

/**
 * The athlete, and when the newest recording was added that the prompt is about: its buttons answer for no other, and the background
 * may be another one by then.
 */
const PROMPT_ID = /^downloads:(.+):(\d+)$/;

/** Asks with one notification about all recordings that wait in the outbox for an answer, and names the athlete. */
export async function promptForDownloads(athlete: string): Promise<void> {
  const [credentials, uploads] = await Promise.all([getCredentials(), getUnconfirmedUploads(athlete)]);
  const newest = uploads.at(-1);
  if (!newest || credentials?.athlete.id !== athlete) return;
  await clearPrompts();
  const words = { file: newest.name, name: credentials.athlete.name };
  await browser.notifications?.create(`downloads:${athlete}:${newest.addedAt}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: i18n.t('ask.title'),
    message: i18n.t('ask.message', uploads.length, [formatNumber(uploads.length)], words),
    ...(!import.meta.env.FIREFOX && PROMPT_BUTTONS),
  });
}

/**
 * Firefox rejects notifications with buttons (seen in 153, 2026-11;
 * https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/notifications/NotificationOptions): there the outbox is
 * the only place to answer.
 */
const PROMPT_BUTTONS = {
  requireInteraction: true,
  buttons: [{ title: i18n.t('ask.send') }, { title: i18n.t('ask.remove') }],
};

/**
 * Handles clicks on prompts. Only a button sends: a page can choose the moment of a download, and with it where the pointer is. Called
 * once, when the background starts.
 */
export function handlePromptAnswers(): void {
  browser.notifications?.onButtonClicked?.addListener((id, button) => {
    if (PROMPT_ID.test(id)) answer(id, button === 0).catch(thrown => notifyProblem(Problem.from(thrown).toPlain()));
  });
  browser.notifications?.onClicked.addListener(id => {
    if (!PROMPT_ID.test(id)) return;
    void browser.notifications.clear(id);
    void openApp();
  });
  onChanged(coalesce(clearAnsweredPrompts, () => SECOND));
}

async function answer(id: string, isWanted: boolean): Promise<void> {
  const ids = (await getPromptedUploads(id)).map(upload => upload.id);
  await (isWanted ? confirmUploads(ids) : removeUploads(ids));
  await browser.notifications.clear(id);
}

async function getPromptedUploads(id: string) {
  const [, athlete = '', newestAt] = PROMPT_ID.exec(id) ?? [];
  return (await getUnconfirmedUploads(athlete)).filter(({ addedAt }) => addedAt <= Number(newestAt));
}

const getPromptIds = async (): Promise<string[]> =>
  Object.keys((await browser.notifications?.getAll()) ?? {}).filter(id => PROMPT_ID.test(id));

async function clearPrompts(): Promise<void> {
  for (const id of await getPromptIds()) await browser.notifications.clear(id);
}

/** A prompt stays on the screen until it is answered, and the outbox may have the answer. */
async function clearAnsweredPrompts(): Promise<void> {
  for (const id of await getPromptIds())
    if ((await getPromptedUploads(id)).length === 0) await browser.notifications.clear(id);
}
