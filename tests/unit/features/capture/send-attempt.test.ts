import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { getUploadActions, getUploadLinks } from '../../../../components/uploads/upload-row.ts';
import { trackPopupAttempt } from '../../../../lib/features/capture/send-attempt.ts';
import { provideFile } from '../../../../lib/features/uploads/request-file.ts';
import { retryUploads, sendAnyway } from '../../../../lib/features/uploads/upload-commands.ts';
import { Problem } from '../../../../lib/platform/problem.ts';
import { rightClick, setPopupOpen } from '../../../support/capture-driver.ts';
import { emulator, only, posts, ride, uploads } from '../../../support/uploads-driver.ts';

/** The machine may be busy. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000 });

const tab = { id: 1, url: 'https://forum.example.org/rides/7', title: 'Rides / my forum' };
const link = 'https://files.example.org/rides/ride.fit?token=secret';

const notified = () => Object.keys(fakeBrowser.notifications.getAllCreateOptions());
const untilNotified = () => until(() => expect(notified()).toHaveLength(1));

/** What the link leads to: a page of a site that is down, or the recording. */
let isDown = true;
beforeEach(() => {
  isDown = true;
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    if (!input.startsWith('https://files.example.org/')) return await emulator.fetch(input, init);
    return isDown ? new Response('', { status: 503 }) : new Response(ride());
  });
});

const untilFailed = () => until(async () => expect(await only()).toMatchObject({ state: { name: 'failed' } }));

describe('A13 a right-click that fails', () => {
  test('leaves a row that says why, where to try again, and what else can be done', async () => {
    rightClick(tab, link);
    await untilFailed();
    const row = await only();

    expect(row).toMatchObject({
      name: 'ride.fit',
      origin: { via: 'link', automatic: false },
      state: { name: 'failed', problem: { kind: 'site-down' }, hasNoFile: true },
      page: tab.url,
    });
    expect(JSON.stringify(row)).not.toContain('secret');
    expect(getUploadLinks(row)).toEqual([{ label: 'Open page', to: tab.url }]);
    expect(getUploadActions(row, Date.now())).toEqual(['choose-file', 'remove']);
    await untilNotified();
  });

  test('has one row however often it fails, and none once it succeeds', async () => {
    rightClick(tab, link);
    await untilFailed();
    const { id } = await only();
    rightClick(tab, link);
    rightClick(tab, link);
    await until(() => expect(notified().length).toBeGreaterThan(0));
    expect((await only()).id).toBe(id);

    isDown = false;
    rightClick(tab, link);
    await until(async () => expect((await uploads()).map(({ state }) => state.name)).toEqual(['uploaded']));
  });

  test('on a page, is named after the page', async () => {
    rightClick(tab);
    await untilFailed();
    expect(await only()).toMatchObject({
      name: 'Rides - my forum',
      origin: { via: 'page' },
      state: { problem: { kind: 'no-activity' } },
    });
  });

  test('on a link without a file name, is named with the site of the link', async () => {
    rightClick(tab, 'https://files.example.org/export/2026/');
    await untilFailed();
    expect((await only()).name).toBe('files.example.org 2026');
  });

  test('in a private window is told, and leaves nothing', async () => {
    rightClick({ ...tab, incognito: true }, link);
    await untilNotified();
    expect(await uploads()).toEqual([]);
  });

  test('has nothing to retry or to send anyway, and takes the file that the person chooses', async () => {
    rightClick(tab, link);
    await untilFailed();
    const row = await only();
    await retryUploads([row.id]);
    await sendAnyway(row.id);
    expect(await only()).toEqual(row);
    expect(posts()).toEqual([]);

    await provideFile(row.id, ride('chosen.fit'));
    await until(async () => expect((await only()).state.name).toBe('uploaded'));
    expect((await only()).name).toBe('chosen.fit');
  });

  test('leaves at most 20 rows, the newest', async () => {
    for (let n = 1; n <= 22; n += 1) {
      rightClick(tab, `https://files.example.org/${n}.fit`);
      await until(async () => expect((await uploads())[0]?.name).toBe(`${n}.fit`));
    }
    await until(async () => expect(await uploads()).toHaveLength(20));
    expect((await uploads()).at(-1)?.name).toBe('3.fit');
  });
});

describe('A13 the popup', () => {
  const fail = () => Promise.reject(new Problem('not-yours', { site: 'Garmin Connect' }));

  test('shows a failure by itself while it is open', async () => {
    setPopupOpen(true);
    await expect(trackPopupAttempt(1, fail())).rejects.toMatchObject({ kind: 'not-yours' });
    expect([await uploads(), notified()]).toEqual([[], []]);
  });

  test('leaves a row and a notification when it was closed before the failure', async () => {
    await expect(trackPopupAttempt(1, fail())).rejects.toMatchObject({ kind: 'not-yours' });
    await untilNotified();
    expect(await only()).toMatchObject({ state: { name: 'failed', problem: { kind: 'not-yours' } } });
  });

  test('leaves a row also for a file that could not be stored', async () => {
    const failed = [{ name: 'a.zip', problem: { kind: 'storage-full' as const } }];
    const added = { added: 0, known: 0, skipped: 0, ids: [], failed };
    expect(await trackPopupAttempt(1, Promise.resolve({ added }))).toEqual({ added });
    expect(await only()).toMatchObject({ state: { name: 'failed', problem: { kind: 'storage-full' } } });
  });
});
