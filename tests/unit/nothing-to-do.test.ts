import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { setCredentials } from '../../lib/credentials.ts';
import type { Access } from '../../lib/intervals/access.ts';
import type { Athlete } from '../../lib/intervals/athlete.ts';

const access: Access = { kind: 'key', key: 'k' };
const athlete: Athlete = { id: 'i1', name: 'Mo', timezone: 'UTC' };

/** The topics of what pages were told. */
let topics: string[] = [];

beforeEach(async () => {
  // As in a background that has just come to life.
  vi.resetModules();
  fakeBrowser.reset();
  globalThis.indexedDB = new IDBFactory();
  await setCredentials({ access, athlete });
  topics = [];
  vi.stubGlobal('reportError', console.error);
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(function (this: BroadcastChannel) {
    topics.push(this.name);
  });
});

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

test('a background that comes to life makes no database of activities, and tells nobody of them', async () => {
  const { keepDownload, tryNow } = await import('../../lib/activities/activities.ts');
  const { carryOn } = await import('../../lib/activities/carry.ts');
  keepDownload();
  await tryNow();
  await carryOn();

  expect(await databases()).toEqual([]);
  expect(topics).toEqual([]);
});

test('nor does it tell of an outbox that is empty', async () => {
  const { tryNow } = await import('../../lib/outbox/outbox.ts');
  const { drain } = await import('../../lib/outbox/drain.ts');
  await tryNow();
  await drain();

  expect(topics).toEqual([]);
});

test('nor of what is missing, where nothing is planned', async () => {
  const { wakeUp } = await import('../../lib/missing/missing.ts');
  await wakeUp();

  expect(topics).toEqual([]);
});
