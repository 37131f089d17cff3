import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BrowserDownload,
  isStarting,
  matchesPageFile,
  mayReadDownload,
  type PageFileInfo,
  seemsRecordingDownload,
  toFileUrl,
} from '../../../../lib/features/capture/browser-download.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const SELF = 'musette';
const PAGES = 'chrome-extension://musette/';

const aDownload = (change: Partial<BrowserDownload> = {}): BrowserDownload => ({
  id: 1,
  url: 'https://files.example.org/ride.fit',
  filename: '/home/mo/Downloads/ride.fit',
  mime: 'application/octet-stream',
  fileSize: 1000,
  startTime: new Date(NOON).toISOString(),
  state: 'complete',
  danger: 'safe',
  incognito: false,
  ...change,
});

describe('a download counts as beginning', () => {
  test.each([
    ['when it is under way and new', {}, true],
    ['not when it is told of after a restart', { startTime: new Date(NOON - 120_000).toISOString() }, false],
    ['not when it was interrupted', { state: 'interrupted' }, false],
    ['not when it has ended', { state: 'complete' }, false],
    ['not when its start time cannot be read', { startTime: '' }, false],
  ])('%s', (_, change, expected) => {
    expect(isStarting(aDownload({ state: 'in_progress', ...change }), NOON)).toBe(expected);
  });
});

describe('a finished download is read', () => {
  test.each<[string, Partial<BrowserDownload>, boolean]>([
    ['when nothing speaks against it', {}, true],
    ['not when it was interrupted', { state: 'interrupted' }, false],
    ['not when it is dangerous', { danger: 'file' }, false],
    ['not when the browser still asks about it', { danger: 'uncommon' }, false],
    ['in Firefox, which reports no danger', { danger: undefined }, true],
    ['not when Musette started it', { byExtensionId: SELF }, false],
    ['not when a page of Musette saved it', { url: `blob:${PAGES}1-2-3` }, false],
    ['when another extension made it', { byExtensionId: 'another' }, true],
    ['not from a private window', { incognito: true }, false],
    ['not when it is empty', { fileSize: 0 }, false],
    ['not when it is 2 GB long', { fileSize: 2 ** 31 }, false],
    ['not from Intervals.icu', { url: 'https://intervals.icu/activity/i1/file' }, false],
    ['not from Intervals.icu with a dot', { url: 'https://intervals.icu./x' }, false],
    ['not when it was redirected to Intervals.icu', { finalUrl: 'https://www.intervals.icu/x.fit' }, false],
    ['not when a page of Intervals.icu made it', { url: 'blob:https://intervals.icu/1-2-3' }, false],
    ['when its host only sounds like Intervals.icu', { url: 'https://notintervals.icu/x.fit' }, true],
  ])('%s', (_, change, expected) => {
    expect(mayReadDownload(aDownload(change), SELF, PAGES)).toBe(expected);
  });
});

describe('a download is taken for a recording by its name, address or type', () => {
  test.each<[string, Partial<BrowserDownload>, boolean]>([
    ['ride.fit', {}, true],
    ['ride (1).FIT', {}, true],
    ['tp-1.2026-01-01-00-00-00-000Z.GarminPing.AAAA.FIT.gz', {}, true],
    ['21000000001.zip', {}, true],
    ['21000000001 (2).zip', {}, true],
    ['holiday.zip', {}, false],
    ['report.pdf', {}, false],
    ['picture.fits', {}, false],
    ['63861588003_WELLNESS.fit', {}, false],
    ['inProgressActivity.fit', {}, false],
    ['._2026-10-03.fit', {}, false],
    ['export', { url: 'https://www.strava.com/activities/1/export_original' }, true],
    ['export', { url: 'https://flow.polar.com/api/export/training/tcx/1' }, true],
    ['export', { url: 'https://dashboard.hammerhead.io/x/file?format=fit' }, true],
    ['export', { url: 'https://example.org/outfits/gpxviewer' }, false],
    ['export', { mime: 'application/gpx+xml; charset=utf-8' }, true],
    ['fit.html', { url: 'https://example.org/fit/' }, false],
  ])('%s %o: %s', (name, change, expected) => {
    const path = `C:\\Users\\Mo\\Downloads\\${name}`;
    expect(seemsRecordingDownload(aDownload({ filename: path, url: 'https://example.org/', ...change }))).toBe(
      expected,
    );
  });
});

describe('what a page reported is taken for a download', () => {
  const url = 'blob:https://files.example.org/5f1b';
  const report: PageFileInfo = { how: 'click', url, pageHost: 'files.example.org', size: 1000, atMs: NOON };
  const start = { id: 1, atMs: NOON };
  const blob = aDownload({ url });

  test.each<[string, Partial<PageFileInfo>, Partial<BrowserDownload>, boolean]>([
    ['when the blob is the same', {}, {}, true],
    ['not when the blob is another', { url: `${url}2` }, {}, false],
    ['not when its length differs', { size: 999 }, {}, false],
    ['when its length is not known, as in Firefox', {}, { fileSize: -1 }, true],
    ['not when it was long before', { atMs: NOON - 60_000 }, {}, false],
    ['not when it was long after', { atMs: NOON + 60_000 }, {}, false],
    ['when the page fetched it and saved it as a blob', { how: 'fetch', url: 'https://cdn.example.net/1' }, {}, true],
    [
      'not when it was fetched and the download’s length is not known',
      { how: 'fetch', url: 'x' },
      { fileSize: -1 },
      false,
    ],
    ['not when the page is another', { pageHost: 'hostile.example.com' }, {}, false],
    [
      'not when a page reports another host’s address',
      { pageHost: 'hostile.example.com', url: 'https://files.example.org/ride.fit' },
      { url: 'https://files.example.org/ride.fit' },
      false,
    ],
  ])('%s', (_, claim, change, expected) => {
    expect(matchesPageFile({ ...report, ...claim }, { ...blob, ...change }, start)).toBe(expected);
  });
});

describe('the file: URL of a path', () => {
  test.each([
    ['/home/mo/Downloads/my ride #1 100%.fit', 'file:///home/mo/Downloads/my%20ride%20%231%20100%25.fit'],
    ['C:\\Users\\Mo\\Downloads\\ride?.fit', 'file:///C:/Users/Mo/Downloads/ride%3F.fit'],
    ['\\\\nas\\rides\\ride.fit', 'file://nas/rides/ride.fit'],
    ['/home/mo/Frühe 🚴.fit', 'file:///home/mo/Fr%C3%BChe%20%F0%9F%9A%B4.fit'],
    ['/home/mo/a\\b.fit', 'file:///home/mo/a%5Cb.fit'],
  ])('escapes what has a meaning in a URL: %s', (path, expected) => {
    expect(toFileUrl(path)).toBe(expected);
  });

  test('leads back to the same path, whatever its characters', () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => !/[/\0]|^\.{1,2}$/.test(text));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), parts => {
        const { pathname } = new URL(toFileUrl(`/home/${parts.join('/')}`));
        expect(decodeURIComponent(pathname)).toBe(`/home/${parts.join('/')}`);
      }),
    );
  });
});
