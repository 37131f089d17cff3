import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type BrowserDownload, isStarting } from '../../../../lib/features/capture/browser-download.ts';
import { readDownloadBytes } from '../../../../lib/features/capture/download-bytes.ts';
import { onPageReport } from '../../../../lib/features/capture/page-files.ts';
import { fakeTabs } from '../../../support/browser-tabs.ts';

describe('S11 in a private window', () => {
  test('what a page reports is dropped', async () => {
    const heard: string[] = [];
    onPageReport(({ pageUrl }) => void heard.push(pageUrl));
    const send = (incognito: boolean, url: string) => {
      const sender = { id: fakeBrowser.runtime.id, url, tab: { id: 1, incognito } };
      return fakeBrowser.runtime.onMessage.trigger({ report: {} }, sender as never, () => undefined);
    };
    await send(true, 'https://private.example.org/');
    await send(false, 'https://files.example.org/');
    expect(heard).toEqual(['https://files.example.org/']);
  });

  test('the start of a download is not noted', () => {
    const now = Date.now();
    const download = {
      id: 1,
      url: 'https://files.example.org/x.fit',
      filename: '',
      fileSize: -1,
      state: 'in_progress',
    };
    const started = { ...download, startTime: new Date(now).toISOString(), incognito: false };
    expect(isStarting(started, now)).toBe(true);
    expect(isStarting({ ...started, incognito: true }, now)).toBe(false);
  });
});

describe('A3 a download in a container', () => {
  const download: BrowserDownload = {
    id: 1,
    url: 'https://files.example.org/ride.fit',
    filename: '/home/mo/ride.fit',
    fileSize: 4,
    startTime: new Date().toISOString(),
    state: 'complete',
    incognito: false,
  };

  test.each([
    ['firefox-container-3', 0],
    ['firefox-default', 1],
    [undefined, 1],
  ])('is not asked for again with another session (%s)', async (cookieStoreId, requests) => {
    fakeTabs([], ['https://files.example.org/*']);
    Object.assign(fakeBrowser, { extension: { isAllowedFileSchemeAccess: async () => false } });
    const fetched = vi.fn(async () => new Response('fit!'));
    vi.stubGlobal('fetch', fetched);
    const named = { ...download, ...(cookieStoreId && { cookieStoreId }) };
    const file = await readDownloadBytes(named, { id: 1, atMs: Date.now() });
    expect(fetched).toHaveBeenCalledTimes(requests);
    expect(file?.size).toBe(requests === 0 ? undefined : 4);
  });
});
