// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { SettingsTransfer } from '../../../../components/pages/SettingsTransfer.tsx';
import { captureSettings } from '../../../../lib/features/capture/settings.ts';
import { changeFeedSettings } from '../../../../lib/features/change-feed/settings.ts';

const page = document.createElement('div');
document.body.append(page);
afterEach(() => render(null, page));

let status = '';
let isGranted = false;
const requested: unknown[] = [];

beforeEach(() => {
  fakeBrowser.reset();
  status = '';
  isGranted = false;
  requested.length = 0;
  Object.assign(fakeBrowser, {
    permissions: {
      request: async (asked: unknown) => {
        requested.push(asked);
        return isGranted;
      },
    },
  });
  const onStatus = (sentence: string) => {
    status = sentence;
  };
  render(<SettingsTransfer onStatus={onStatus} />, page);
});

async function choose(settings: Record<string, object>): Promise<void> {
  const input = page.querySelector('input');
  const file = new File([JSON.stringify({ musette: 1, settings })], 'musette-settings.json');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input?.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(() => expect(status).not.toBe(''), { timeout: 5000 });
}

const rows = () => [...page.querySelectorAll('li')];
const press = (text: string) => {
  const row = rows().find(({ textContent }) => textContent?.includes(text));
  row?.querySelector('button')?.click();
};

describe('S6 the options after an import', () => {
  test('say what has changed, and list what the file would switch on, each with a button', async () => {
    await choose({ uploads: { historyDays: 30 }, 'change-feed': { watchChanges: true } });
    expect(status).toBe('Settings imported. Changed: length of the history.');
    await vi.waitFor(() => expect(page.textContent).toContain('Also in the file, but not switched on'));
    expect(rows().map(({ textContent }) => textContent)).toEqual(['Check Intervals.icu for changesSwitch on']);
    expect((await changeFeedSettings.get()).watchChanges).toBe(false);

    press('Check Intervals.icu');
    await vi.waitFor(async () => expect((await changeFeedSettings.get()).watchChanges).toBe(true));
    await vi.waitFor(() => expect(rows()).toEqual([]));
    expect(status).toBe('Saved.');
    expect(requested).toEqual([]);
  });

  test('keep the focus in the list when an offer is accepted and its button is gone', async () => {
    await choose({ 'change-feed': { watchChanges: true }, uploads: { reviewBeforeSending: false } });
    await vi.waitFor(() => expect(rows()).toHaveLength(1));
    const button = rows()[0]?.querySelector('button');
    button?.focus();
    button?.click();
    await vi.waitFor(() => expect(rows()).toEqual([]));
    expect(document.activeElement).not.toBe(document.body);
  });

  test('ask the browser at the click, and switch nothing on that it denies', async () => {
    await choose({ capture: { captureDownloads: true } });
    expect(status).toBe('Settings imported. Nothing in the options has changed.');
    await vi.waitFor(() => expect(rows()).toHaveLength(1));
    press('Upload recordings that I download');
    await vi.waitFor(() => expect(page.textContent).toContain('The browser denied the permission.'));
    expect(requested).toEqual([{ permissions: ['downloads'] }]);
    expect((await captureSettings.get()).captureDownloads).toBe(false);

    isGranted = true;
    press('Upload recordings that I download');
    await vi.waitFor(async () => expect((await captureSettings.get()).captureDownloads).toBe(true));
  });
});
