import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { connectWithKey } from '../../../../lib/features/account/connect.ts';
import { capture } from '../../../../lib/features/capture/index.ts';
import { updateBadge } from '../../../../lib/features/notifications/badge.ts';
import { uploadSettings } from '../../../../lib/features/uploads/settings.ts';
import { confirmUploads, limitUnconfirmedUploads } from '../../../../lib/features/uploads/unconfirmed-uploads.ts';
import type { Upload } from '../../../../lib/features/uploads/upload.ts';
import { removeUploads } from '../../../../lib/features/uploads/upload-commands.ts';
import { deleteOldHistory } from '../../../../lib/features/uploads/upload-startup.ts';
import {
  addUpload,
  getUnconfirmedUploads,
  getUploadFile,
  updateUpload,
} from '../../../../lib/features/uploads/upload-store.ts';
import { download, getPrompts, switchCaptureOn } from '../../../support/capture-driver.ts';
import { someUpload } from '../../../support/some-upload.ts';
import { addAndDrain, DAY, emulator, only, posts, ride, START, uploads } from '../../../support/uploads-driver.ts';

/** The machine may be busy. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000 });

let badge = '';
let opened = 0;

beforeEach(async () => {
  badge = '';
  opened = 0;
  const quiet = async () => undefined;
  Object.assign(fakeBrowser.action, {
    setBadgeText: async ({ text }: { text: string }) => {
      badge = text;
    },
    setBadgeBackgroundColor: quiet,
    setBadgeTextColor: quiet,
    setTitle: quiet,
  });
  vi.stubGlobal('location', { pathname: '/background.js' });
  fakeBrowser.tabs.onCreated.addListener(() => {
    opened += 1;
  });
  await switchCaptureOn();
});

const unconfirmed = { name: 'held', why: 'unconfirmed' };

/** Waits for this many rows. */
const untilRows = (n: number) => until(async () => expect(await uploads()).toHaveLength(n));
const untilPrompt = (message: string) => until(() => expect(getPrompts().map(([, text]) => text)).toEqual([message]));
const untilState = (name: string) =>
  until(async () => expect((await uploads()).map(({ state }) => state.name)).toEqual([name]));

async function untilAsked(name = 'ride.fit', bytes: Blob = ride()): Promise<Upload> {
  download(name, bytes);
  await untilRows(1);
  return await only();
}

describe('A13 a download that is asked about', () => {
  test('is a row with its bytes that counts for the badge, though nobody sees the notification', async () => {
    vi.spyOn(fakeBrowser.notifications, 'create').mockRejectedValue(new Error('notifications are off'));
    const row = await untilAsked();

    expect(row).toMatchObject({ name: 'ride.fit', state: unconfirmed, origin: { via: 'download', automatic: true } });
    expect((await getUploadFile(row))?.size).toBe(row.size);
    await updateBadge();
    expect(badge).toBe('!');
    expect(posts()).toHaveLength(0);
  });

  test('outlives the browser, and is uploaded when the person says so', async () => {
    const row = await untilAsked();
    await capture.onBrowserStart?.();
    await deleteOldHistory();
    expect(await only()).toEqual(row);

    await confirmUploads([row.id]);
    await untilState('uploaded');
    expect(emulator.activities()).toHaveLength(1);
    expect(await only()).toMatchObject({ batch: 1, origin: { via: 'download', automatic: false } });
  });

  test('is reviewed first when every recording is', async () => {
    await uploadSettings.update({ reviewBeforeSending: true });
    const row = await untilAsked();
    expect(row.state).toEqual(unconfirmed);
    await confirmUploads([row.id]);
    expect((await only()).state).toEqual({ name: 'held', why: 'review' });
  });

  test('is forgotten with its bytes when the person removes it', async () => {
    const row = await untilAsked();
    await removeUploads([row.id]);
    expect([await uploads(), await getUploadFile(row)]).toEqual([[], undefined]);
  });

  test('is compared with Intervals.icu when the person says that it is wanted', async () => {
    await addAndDrain([ride('there.fit')]);
    await removeUploads((await uploads()).map(({ id }) => id));
    const row = await untilAsked('same.fit', new Blob([await ride().arrayBuffer()]));
    await confirmUploads([row.id]);
    await untilState('duplicate');
  });

  test('is not asked about again when it is downloaded again, and is uploaded when it is dropped', async () => {
    await untilAsked();
    download('ride (1).fit', ride());
    download('other.fit', ride('other.fit', START + 10 * DAY));
    await untilRows(2);
    await addAndDrain([ride()]);
    await until(async () =>
      expect((await uploads()).map(({ state }) => state.name).toSorted()).toEqual(['held', 'uploaded']),
    );
  });

  test('is not sent to another athlete than the one it was kept for', async () => {
    const row = await untilAsked();
    await connectWithKey(emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' }).key);
    await confirmUploads([row.id]);
    expect(await only()).toMatchObject({ athlete: emulator.athlete.id, state: { why: 'account-changed' } });
    expect(emulator.activities('i2')).toHaveLength(0);
  });

  test('waits for its file where that cannot be read', async () => {
    download('ride.fit.zip');
    await untilRows(1);
    expect((await only()).state).toEqual({ name: 'held', why: 'needs-file' });
  });
});

describe('S21 files that nobody answers for', () => {
  const hold = (n: number, size: number) =>
    addUpload(
      someUpload({
        id: `u${n}`,
        digest: `d${n}`,
        name: `${n}.fit`,
        addedAt: n,
        size,
        state: { name: 'held', why: 'unconfirmed' },
      }),
      new Blob(['x']),
      there => there,
    );

  test('are kept up to a limit of bytes; of the oldest, a row asks for the file', async () => {
    for (let n = 1; n <= 4; n += 1) await hold(n, 200 * 2 ** 20);
    await limitUnconfirmedUploads();

    const rows = (await uploads()).map(({ id, state }) => [id, state.name === 'held' && state.why]);
    expect(rows).toEqual([
      ['u4', 'unconfirmed'],
      ['u3', 'unconfirmed'],
      ['u2', 'needs-file'],
      ['u1', 'needs-file'],
    ]);
    const kept = await Promise.all((await uploads()).map(async row => (await getUploadFile(row)) !== undefined));
    expect(kept).toEqual([true, true, false, false]);
  });

  test('get their bytes back when the same file is downloaded again', async () => {
    const row = await untilAsked();
    await updateUpload(row.id, upload => ({
      ...upload,
      state: { name: 'held', why: 'needs-file', isDropped: true },
    }));
    download('ride (1).fit', ride());
    await until(async () => expect((await only()).state).toEqual(unconfirmed));
  });

  test('are limited in number', async () => {
    for (let n = 1; n <= 2002; n += 1) await hold(n, 1);
    await limitUnconfirmedUploads();
    const kept = await getUnconfirmedUploads('i123456');
    expect([kept.length, kept[0]?.name]).toEqual([2000, '3.fit']);
  });
});

describe('S19 the notification about downloads', () => {
  test('names the athlete and the file, then the number, and replaces itself', async () => {
    download('ride.fit', ride());
    await untilPrompt('ride.fit, for Mo Example');
    download('other.fit', ride('other.fit', START + 10 * DAY));
    await untilPrompt('2 recordings, for Mo Example');
  });

  test('opens the app when its body is clicked, and sends nothing', async () => {
    await untilAsked();
    await until(() => expect(getPrompts()).toHaveLength(1));
    await fakeBrowser.notifications.onClicked.trigger(getPrompts()[0]?.[0] ?? '');
    await until(() => expect(opened).toBe(1));

    expect((await only()).state).toEqual(unconfirmed);
    expect([posts(), getPrompts()]).toEqual([[], []]);
  });

  test('leaves the row when it is closed, even by the person', async () => {
    await untilAsked();
    await until(() => expect(getPrompts()).toHaveLength(1));
    await fakeBrowser.notifications.onClosed.trigger(getPrompts()[0]?.[0] ?? '', true);
    expect((await only()).state).toEqual(unconfirmed);
  });

  test('sends with its first button, and removes with its second', async () => {
    download('ride.fit', ride());
    await untilPrompt('ride.fit, for Mo Example');
    await fakeBrowser.notifications.onButtonClicked.trigger(getPrompts()[0]?.[0] ?? '', 0);
    await untilState('uploaded');

    download('other.fit', ride('other.fit', START + 10 * DAY));
    await untilPrompt('other.fit, for Mo Example');
    await fakeBrowser.notifications.onButtonClicked.trigger(getPrompts()[0]?.[0] ?? '', 1);
    await untilState('uploaded');
    expect(posts()).toHaveLength(1);
  });

  test('does not answer for a recording that came after it was shown', async () => {
    await untilAsked();
    await until(() => expect(getPrompts()).toHaveLength(1));
    const [[id] = ['']] = getPrompts();
    const later = someUpload({
      athlete: emulator.athlete.id,
      addedAt: Date.now() + 1000,
      state: { name: 'held', why: 'unconfirmed' },
    });
    await addUpload(later, new Blob(['x']), there => there);
    await fakeBrowser.notifications.onButtonClicked.trigger(id, 0);
    await until(async () => expect((await uploads()).map(({ state }) => state.name)).toEqual(['held', 'uploaded']));
  });

  test('goes away when the question is answered in the outbox', async () => {
    const row = await untilAsked();
    await until(() => expect(getPrompts()).toHaveLength(1));
    await confirmUploads([row.id]);
    await until(() => expect(getPrompts()).toEqual([]));
  });
});
