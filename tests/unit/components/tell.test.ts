import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { State, Upload } from '../../../lib/outbox/upload.ts';

await vi.hoisted(() => import('../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { tell } from '../../../components/tell.ts';
import { changeLooking } from '../../../lib/changes/state.ts';
import { closeDatabase } from '../../../lib/outbox/database.ts';
import { addUpload, changeUpload, removeUploads } from '../../../lib/outbox/store.ts';
import { changeSettings } from '../../../lib/settings.ts';

const uploaded: State = { name: 'uploaded', at: 1 };

let told: string[] = [];
let badge = '';

beforeEach(async () => {
  fakeBrowser.reset();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  told = [];
  const quiet = async () => undefined;
  Object.assign(fakeBrowser.action, {
    setBadgeText: async ({ text }: { text: string }) => {
      badge = text;
    },
    setBadgeBackgroundColor: quiet,
    setBadgeTextColor: quiet,
    setTitle: quiet,
  });
  Object.assign(fakeBrowser.notifications, {
    create: async (_id: string, { message }: { message: string }) => {
      told.push(message);
    },
  });
});

test('a batch is told when it is done and never again, whoever looks: nothing is remembered but in storage', async () => {
  await put({ id: 'a', batch: 1, state: { name: 'queued', dueAt: 1 } });
  await put({ id: 'b', batch: 1, state: uploaded });
  await tell();
  expect([badge, told]).toEqual(['1', []]);

  await changeUpload('a', upload => ({ ...upload, state: { name: 'held', why: 'could-not-check' } }));
  await tell();
  await tell();
  expect([badge, told]).toEqual(['!', ['1 uploaded, 1 needs you']]);

  await put({ id: 'c', batch: 2, state: { name: 'duplicate', at: 1, likeness: 'same-file' } });
  await tell();
  expect(told).toEqual(['1 uploaded, 1 needs you', '1 already there']);
});

test('a batch that nobody wants to hear of is not told later either', async () => {
  await changeSettings({ notifyWhenDone: false });
  await put({ id: 'a', batch: 1, state: uploaded });
  await tell();
  await changeSettings({ notifyWhenDone: true });
  await tell();
  expect([badge, told]).toEqual(['', []]);
});

test('numbers of batches that are given once more after the history was cleared are told once more', async () => {
  await put({ id: 'a', batch: 1, state: uploaded });
  await tell();
  await removeUploads(['a']);
  await tell();
  await put({ id: 'b', batch: 1, state: uploaded });
  await tell();
  expect(told).toEqual(['1 uploaded', '1 uploaded']);
});

const put = (given: Pick<Upload, 'id' | 'batch' | 'state'>) =>
  addUpload(
    {
      athlete: 'i1',
      digest: given.id,
      name: `${given.id}.fit`,
      size: 1,
      origin: { door: 'disk', automatic: false },
      addedAt: 1,
      forced: false,
      tries: 0,
      lost: 0,
      activities: [],
      created: [],
      ...given,
    },
    undefined,
    there => there,
  );

test('changes that nobody has looked at mark the button, where nothing else does', async () => {
  await changeLooking(state => ({ ...state, unseen: 2 }));
  await tell();
  expect(badge).toBe('•');

  await put({ id: 'a', batch: 1, state: { name: 'queued', dueAt: 1 } });
  await tell();
  expect(badge).toBe('1');
});
