import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { saveNewChanges } from '../../../../lib/features/change-feed/feed-store.ts';

test('storing changes on a full disk throws a Problem that says so', async () => {
  const change = {
    type: 'SPORT_SETTINGS_UPDATED',
    athlete_id: 'i1',
    timestamp: '2026-11-22T08:00:00Z',
  } as const;
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('No space', 'QuotaExceededError');
  });

  await expect(saveNewChanges('i1', [{ change, fromMs: 1, toMs: 1 }], 1)).rejects.toMatchObject({
    kind: 'storage-full',
  });
});
