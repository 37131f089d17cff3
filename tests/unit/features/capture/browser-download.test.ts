import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BrowserDownload,
  isCapturable,
  isReadableSize,
  isStarting,
  matchesPageFile,
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

/** All values of `DangerType` that are no permission to use the file. */
const WARNINGS = [
  'file',
  'url',
  'content',
  'uncommon',
  'host',
  'unwanted',
  'asyncScanning',
  'asyncLocalPasswordScanning',
  'passwordProtected',
  'blockedTooLarge',
  'sensitiveContentWarning',
  'sensitiveContentBlock',
  'deepScannedFailed',
  'deepScannedOpenedDangerous',
  'promptForScanning',
  'promptForLocalPasswordScanning',
  'accountCompromise',
  'blockedScanFailed',
];

test('a download of 2 GB is not read, and one of 100 MB is', () => {
  expect([2 ** 31, 100e6].map(fileSize => isReadableSize(aDownload({ fileSize })))).toEqual([false, true]);
});

describe('A14 a finished download may be captured', () => {
  test.each<[string, Partial<BrowserDownload>, boolean]>([
    ['when nothing speaks against it', {}, true],
    ['not when it was interrupted', { state: 'interrupted' }, false],
    ['not when it is dangerous', { danger: 'file' }, false],
    ['not when the browser still asks about it', { danger: 'uncommon' }, false],
    ['in Firefox, which reports no danger', { danger: undefined }, true],
    ['when the browser warned and the person kept it', { danger: 'accepted' }, true],
    ['when a policy or a scan found it safe', { danger: 'deepScannedSafe' }, true],
    ['not when Musette started it', { byExtensionId: SELF }, false],
    ['not when a page of Musette saved it', { url: `blob:${PAGES}1-2-3` }, false],
    ['when another extension made it', { byExtensionId: 'another' }, true],
    ['not from a private window', { incognito: true }, false],
    ['not when it is empty', { fileSize: 0 }, false],
    ['not from Intervals.icu', { url: 'https://intervals.icu/activity/i1/file' }, false],
    ['not from Intervals.icu with a dot', { url: 'https://intervals.icu./x' }, false],
    ['not when it was redirected to Intervals.icu', { finalUrl: 'https://www.intervals.icu/x.fit' }, false],
    ['not when a page of Intervals.icu made it', { url: 'blob:https://intervals.icu/1-2-3' }, false],
    ['when its host only sounds like Intervals.icu', { url: 'https://notintervals.icu/x.fit' }, true],
  ])('%s', (_, change, expected) => {
    expect(isCapturable(aDownload(change), SELF, PAGES)).toBe(expected);
  });

  test.each(WARNINGS)('not while the browser says “%s”', danger => {
    expect(isCapturable(aDownload({ danger }), SELF, PAGES)).toBe(false);
  });
});

describe('A14 a download is taken for a recording by its name, address or type', () => {
  test.each<[string, Partial<BrowserDownload>, boolean]>([
    ['ride.fit', {}, true],
    ['ride (1).FIT', {}, true],
    ['tp-1.2026-01-01-00-00-00-000Z.GarminPing.AAAA.FIT.gz', {}, true],
    ['21000000001.zip', {}, true],
    ['21000000001 (2).zip', {}, true],
    ['ride.fit.zip', {}, true],
    ['x.tcx.zip', {}, true],
    ['x.TCX (2).ZIP', {}, true],
    ['x.gpx.gz.zip', {}, true],
    ['ride.gpx.xml', {}, true],
    ['ride.tcx.txt', {}, true],
    ['ride.fit.html', {}, false],
    ['outfit.zip', {}, false],
    ['holiday.zip', {}, false],
    ['63861588003_WELLNESS.fit.zip', {}, false],
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

describe('A14 the file: URL of a path', () => {
  test.each([
    ['/home/mo/Downloads/my ride #1 100%.fit', 'file:///home/mo/Downloads/my%20ride%20%231%20100%25.fit'],
    ['C:\\Users\\Mo\\Downloads\\ride?.fit', 'file:///C:/Users/Mo/Downloads/ride%3F.fit'],
    ['C:/Users/Mo/ride.fit', 'file:///C:/Users/Mo/ride.fit'],
    ['\\\\nas\\rides\\ride.fit', 'file://nas/rides/ride.fit'],
    ['\\\\wsl$\\Ubuntu\\home\\mo\\ride.fit', 'file://wsl%24/Ubuntu/home/mo/ride.fit'],
    ['\\\\?\\C:\\Users\\Mo\\ride #1.fit', 'file:///C:/Users/Mo/ride%20%231.fit'],
    ['\\\\?\\UNC\\nas\\rides\\ride.fit', 'file://nas/rides/ride.fit'],
    ['\\\\?\\unc\\192.168.1.7\\My rides\\ride.fit', 'file://192.168.1.7/My%20rides/ride.fit'],
    ['/home/mo/Frühe 🚴.fit', 'file:///home/mo/Fr%C3%BChe%20%F0%9F%9A%B4.fit'],
    ['/home/mo/a\\b.fit', 'file:///home/mo/a%5Cb.fit'],
    ['//home/mo/ride.fit', 'file:////home/mo/ride.fit'],
  ])('escapes what has a meaning in a URL: %s', (path, expected) => {
    expect(toFileUrl(path)).toBe(expected);
  });

  test.each([
    '\\\\?\\Volume{26a21bda-a627-11d7-9931-806e6f6e6963}\\ride.fit',
    '\\\\.\\PhysicalDrive0\\ride.fit',
    '\\\\nas@SSL@8443\\DavWWWRoot\\ride.fit',
    '\\\\nas',
    'C:ride.fit',
    'C:\\rides\\\ud800.fit',
    '',
  ])('does not exist for %j', path => {
    expect(toFileUrl(path)).toBeUndefined();
  });

  test('leads back to the same path, whatever its characters', () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => !/[/\0]|^\.{1,2}$/.test(text));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), parts => {
        const { pathname } = new URL(toFileUrl(`/home/${parts.join('/')}`) ?? '');
        expect(decodeURIComponent(pathname)).toBe(`/home/${parts.join('/')}`);
      }),
    );
  });
});
