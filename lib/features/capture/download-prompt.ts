import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { toSafeFileName } from '../../formats/file-names.ts';
import { formatNumber } from '../../platform/format.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import type { CaptureQuestion } from './capture-store.ts';
import { answerCaptureQuestion, isCaptureQuestion } from './download-capture.ts';

/** Asks whether downloaded recordings should be uploaded, and names the athlete. */
export async function promptForDownload({ id, athlete, files }: CaptureQuestion): Promise<void> {
  const credentials = await getCredentials();
  if (credentials?.athlete.id !== athlete) return;
  const words = { file: toSafeFileName(files[0]?.file.name ?? ''), name: credentials.athlete.name };
  const message = i18n.t('ask.message', files.length, [formatNumber(files.length)], words);
  await browser.notifications?.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: i18n.t('ask.title'),
    ...(import.meta.env.FIREFOX ? { message: `${message}\n${i18n.t('ask.click')}` } : { message, ...PROMPT_BUTTONS }),
  });
}

/**
 * Firefox rejects notifications with buttons (seen in 153, 2026-11;
 * https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/notifications/NotificationOptions): there a click on
 * the notification means yes.
 */
const PROMPT_BUTTONS = {
  requireInteraction: true,
  buttons: [{ title: i18n.t('ask.send') }, { title: i18n.t('ask.later') }],
};

/** Handles the answers to prompts. Called once, when the background starts. */
export function handlePromptAnswers(): void {
  const close = async (id: string, send: boolean) => {
    if (!isCaptureQuestion(id)) return;
    await browser.notifications.clear(id);
    await answerCaptureQuestion(id, send);
  };
  browser.notifications?.onButtonClicked?.addListener((id, button) => void close(id, button === 0));
  browser.notifications?.onClicked.addListener(id => void close(id, true));
  browser.notifications?.onClosed.addListener((id, byUser) => void (byUser && close(id, false)));
}
