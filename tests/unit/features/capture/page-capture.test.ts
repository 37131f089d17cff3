import { beforeEach, describe, expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { getAutomaticAllowance } from '../../../../lib/features/capture/automatic-allowance.ts';
import { REPORT_WINDOW_MS } from '../../../../lib/features/capture/capture-limits.ts';
import { takePageFile } from '../../../../lib/features/capture/capture-store.ts';
import { captureSettings } from '../../../../lib/features/capture/settings.ts';
import { HOUR } from '../../../../lib/platform/time.ts';
import { fitFile, makeZip } from '../../../fixtures/recordings.ts';
import { download, getPrompts, reportFromPage, switchCaptureOn } from '../../../support/capture-driver.ts';
import { DAY, posts, START, uploads } from '../../../support/uploads-driver.ts';

/** The machine may be busy. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000 });

const watch = (automatic: boolean) =>
  captureSettings.update({ captureSites: [{ host: 'files.example.org', automatic }] });

const toReport = (bytes: Uint8Array, name = 'ride.fit') => ({
  how: 'click',
  url: 'blob:x',
  name,
  base64: Buffer.from(bytes).toString('base64'),
});

const ride = (n = 0) => fitFile({ startMs: START - n * DAY, durationSecs: 60 });

/** A report of 31 MB that starts like a FIT file. */
function makeForgery(): ReturnType<typeof toReport> {
  const bytes = new Uint8Array(31 * 2 ** 20);
  bytes.set(ride().subarray(0, 64));
  return toReport(bytes);
}

/** How many characters were decoded, call by call. The browsers' own decoder is not in Node 24. */
let decoded: number[] = [];
beforeEach(() => {
  decoded = [];
  const value = (text: string) => {
    decoded.push(text.length);
    return new Uint8Array(Buffer.from(text, 'base64'));
  };
  Object.defineProperty(Uint8Array, 'fromBase64', { value, configurable: true });
});

async function takeAll(): Promise<string[]> {
  const names: string[] = [];
  for (let file = await takePageFile(() => true); file; file = await takePageFile(() => true)) names.push(file.name);
  return names;
}

/** A report of another tab arrives after everything before it was handled. */
async function untilHandled(tabId = 99): Promise<void> {
  reportFromPage(toReport(ride(), 'last.fit'), undefined, tabId);
  await until(async () => expect((await takeAll()).includes('last.fit')).toBe(true));
}

describe('S8 a page of a watched site', () => {
  beforeEach(() => watch(false));

  test('cannot have anything decoded that does not start like a recording', async () => {
    const zeros = { ...toReport(new Uint8Array()), base64: 'A'.repeat(40_000_000) };
    for (let n = 0; n < 20; n += 1) reportFromPage(zeros);
    expect([decoded.length, Math.max(...decoded) < 2048]).toEqual([20, true]);
    await untilHandled();
  });

  test('has 64 MB decoded in ten seconds from all frames of a tab, and another tab is not concerned', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const countDecoded = () => decoded.filter(length => length > 30e6).length;
    const forgery = makeForgery();
    for (let n = 0; n < 6; n += 1) reportFromPage(forgery, 'https://files.example.org/frame', 1);
    await untilHandled();
    expect(countDecoded()).toBe(2);

    vi.setSystemTime(Date.now() + REPORT_WINDOW_MS);
    reportFromPage(forgery, undefined, 1);
    await untilHandled(98);
    expect(countDecoded()).toBe(3);
    vi.useRealTimers();
  });

  test('sends a limited number of small reports', async () => {
    for (let n = 0; n < 1000; n += 1) reportFromPage(toReport(ride(), `${n}.fit`));
    await untilHandled();
    expect((await takeAll()).length).toBeLessThanOrEqual(8);
  });
});

describe('A13 a recording of a site whose files are taken without a question', () => {
  test.each(['before', 'after'])(
    'is not asked about, also when its download is noticed %s the page reports it',
    async when => {
      await watch(true);
      await switchCaptureOn();
      const report = () => reportFromPage(toReport(ride()), undefined, 60);
      if (when === 'after') report();
      else {
        download('ride.fit', new Blob([ride()]));
        await until(async () => expect((await uploads())[0]?.state.name).toBe('held'));
        report();
      }
      await until(async () => expect((await uploads()).map(({ state }) => state.name)).toEqual(['uploaded']));
      if (when === 'after') download('ride.fit', new Blob([ride()]));
      // What is captured next comes after everything before it.
      reportFromPage(toReport(ride(70)), undefined, 61);
      await until(async () =>
        expect((await uploads()).map(({ state }) => state.name)).toEqual(['uploaded', 'uploaded']),
      );
      expect(posts()).toHaveLength(2);
    },
  );
});

describe('S8 a site whose recordings are taken without a question', () => {
  beforeEach(() => watch(true));

  const countStates = async () => {
    const rows = await uploads();
    const held = rows.filter(({ state }) => state.name === 'held' && state.why === 'unconfirmed');
    return [rows.length - held.length, held.length];
  };
  const untilStates = (expected: number[]) => until(async () => expect(await countStates()).toEqual(expected));

  test('has 50 of them uploaded in an hour; the others wait for an answer, and say which site it is', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const members = Array.from({ length: 53 }, (_, n) => ({ name: `${n}.fit`, bytes: ride(n) }));
    reportFromPage(toReport(await makeZip(members), 'season.zip'), undefined, 50);
    await untilStates([50, 3]);
    // All have the same time, so their order is not known.
    const held = (await uploads()).find(({ state }) => state.name === 'held');
    expect(held?.state).toEqual({ name: 'held', why: 'unconfirmed', host: 'files.example.org' });
    await until(() => expect(getPrompts().map(([, text]) => text)).toEqual(['3 recordings, for Mo Example']));
    await until(async () => expect(await getAutomaticAllowance('files.example.org')).toBe(0));
    expect(await getAutomaticAllowance('other.example.org')).toBe(50);

    reportFromPage(toReport(ride(60)), undefined, 50);
    await untilStates([50, 4]);
    vi.setSystemTime(Date.now() + HOUR);
    reportFromPage(toReport(ride(61)), undefined, 50);
    await untilStates([51, 4]);
    vi.useRealTimers();
  });
});
