import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Upload, UploadState } from '../../../../lib/features/uploads/upload.ts';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { updateFeedState } from '../../../../lib/features/change-feed/feed-state.ts';
import { notificationSettings } from '../../../../lib/features/notifications/settings.ts';
import { updateStatus } from '../../../../lib/features/notifications/status-updates.ts';
import { addUpload, deleteUploads, updateUpload } from '../../../../lib/features/uploads/upload-store.ts';
import { closeDatabases } from '../../../../lib/platform/database.ts';

const uploaded: UploadState = { name: 'uploaded', at: 1 };

let told: string[] = [];
let badge = '';

beforeEach(async () => {
  fakeBrowser.reset();
  await closeDatabases();
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

test('a finished batch is notified once, also after the worker was restarted', async () => {
  await put({ id: 'a', batch: 1, state: { name: 'queued', dueAt: 1 } });
  await put({ id: 'b', batch: 1, state: uploaded });
  await updateStatus();
  expect([badge, told]).toEqual(['1', []]);

  await updateUpload('a', upload => ({ ...upload, state: { name: 'held', why: 'could-not-check' } }));
  await updateStatus();
  await updateStatus();
  expect([badge, told]).toEqual(['!', ['1 uploaded, 1 needs your input']]);

  await put({ id: 'c', batch: 2, state: { name: 'duplicate', at: 1, matchKind: 'same-file' } });
  await updateStatus();
  expect(told).toEqual(['1 uploaded, 1 needs your input', '1 already on Intervals.icu']);
});

test('a batch without a notification gets none later either', async () => {
  await notificationSettings.update({ notifyWhenDone: false });
  await put({ id: 'a', batch: 1, state: uploaded });
  await updateStatus();
  await notificationSettings.update({ notifyWhenDone: true });
  await updateStatus();
  expect([badge, told]).toEqual(['', []]);
});

test('a batch number that is used again after the history was cleared is notified again', async () => {
  await put({ id: 'a', batch: 1, state: uploaded });
  await updateStatus();
  await deleteUploads(['a']);
  await updateStatus();
  await put({ id: 'b', batch: 1, state: uploaded });
  await updateStatus();
  expect(told).toEqual(['1 uploaded', '1 uploaded']);
});

const put = (given: Pick<Upload, 'id' | 'batch' | 'state'>) =>
  addUpload(
    {
      athlete: 'i1',
      digest: given.id,
      name: `${given.id}.fit`,
      size: 1,
      origin: { via: 'disk', automatic: false },
      addedAt: 1,
      skipChecks: false,
      tries: 0,
      unconfirmedRequests: 0,
      activities: [],
      createdIds: [],
      ...given,
    },
    undefined,
    there => there,
  );

test('unseen changes mark the button when nothing else does', async () => {
  await updateFeedState(state => ({ ...state, unseen: 2 }));
  await updateStatus();
  expect(badge).toBe('•');

  await put({ id: 'a', batch: 1, state: { name: 'queued', dueAt: 1 } });
  await updateStatus();
  expect(badge).toBe('1');
});
