import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { BrowserDownload } from '../../../../lib/features/capture/browser-download.ts';
import { readDownloadBytes } from '../../../../lib/features/capture/download-bytes.ts';

const asked: string[] = [];
let isDiskReadable = false;

beforeEach(() => {
  fakeBrowser.reset();
  asked.length = 0;
  isDiskReadable = false;
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return new Response('<gpx></gpx>');
  });
  Object.assign(fakeBrowser, {
    permissions: { contains: async () => true },
    extension: { isAllowedFileSchemeAccess: async () => isDiskReadable },
  });
});

/** A download from a host whose access is granted. */
const read = (name: string, change: Partial<BrowserDownload> = {}) =>
  readDownloadBytes(
    {
      id: 1,
      url: `https://files.example.org/${name}?token=once`,
      filename: `/home/mo/${name}`,
      mime: 'application/octet-stream',
      fileSize: 11,
      startTime: '',
      incognito: false,
      ...change,
    },
    { id: 1, atMs: 0 },
  );

describe('S3 the address of a download', () => {
  test.each(['invoice.pdf', 'holiday.zip', 'setup.exe', 'unsubscribe', 'picture.fits'])(
    'is not requested again for %s: the link may work once, or change something',
    async name => {
      expect(await read(name)).toBeUndefined();
      expect(asked).toEqual([]);
    },
  );

  test.each([
    ['ride.fit', {}],
    ['ride.gpx.zip', {}],
    ['export', { mime: 'application/gpx+xml' }],
  ])('is requested once for %s, which seems a recording', async (name, change) => {
    expect((await read(name, change))?.size).toBe(11);
    expect(asked).toHaveLength(1);
  });

  test('is not requested when the disk has the file, whatever its name', async () => {
    isDiskReadable = true;
    expect((await read('holiday.zip', { fileSize: -1 }))?.name).toBe('holiday.zip');
    expect(asked).toEqual(['file:///home/mo/holiday.zip']);
  });
});
