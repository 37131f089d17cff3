import { generateChromeMessagesText, parseMessagesFile } from '@wxt-dev/i18n/build';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Gives the fake browser, which has no messages, those of `en.yml`. Call it before anything with texts is imported. */
export async function speakEnglish(): Promise<void> {
  const messages = JSON.parse(
    generateChromeMessagesText(await parseMessagesFile('components/locales/en.yml')),
  ) as Record<string, { message: string }>;
  const getMessage = (key: string, given: string[] | string = []) =>
    [given].flat().reduce((text, value, n) => text.replaceAll(`$${n + 1}`, value), messages[key]?.message ?? '');
  Object.assign(fakeBrowser.i18n, { getMessage });
}
