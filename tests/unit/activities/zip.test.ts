import { describe, expect, test, vi } from 'vitest';
import { resumeDownload } from '../../../lib/activities/activities.ts';
import { carryOn } from '../../../lib/activities/carry.ts';
import type { Download } from '../../../lib/activities/download.ts';
import { getFile } from '../../../lib/activities/store.ts';
import { disks, download, seed, state, zip } from '../../support/activity-export-driver.ts';

describe('the zip', () => {
  test('goes to the disk in large pieces', async () => {
    seed(13);
    await download();

    expect(disks.zips.writes).toBe(1);
  });

  test('lies on the disk once, even where its worker dies as it ends', async () => {
    seed(2);
    dieAfter(value => (value as Download).done === true);
    await download();
    vi.restoreAllMocks();

    expect(await state()).toMatchObject({ done: true });
    expect(await getFile(0)).toBeUndefined();
    expect(await zip()).toHaveLength(2);
  });

  test('is packed once there is room, where the disk was full', async () => {
    seed(3);
    disks.zips.room = 100;
    await download();
    expect(await state()).toMatchObject({ stopped: { kind: 'storage-full' } });

    disks.zips.room = Number.POSITIVE_INFINITY;
    await resumeDownload();
    await carryOn();
    expect(await zip()).toHaveLength(3);
  });
});

/** Lets the worker do nothing more with a database once it has stored such a value. */
function dieAfter(isLast: (value: unknown) => boolean): void {
  const { transaction } = IDBDatabase.prototype;
  const { put } = IDBObjectStore.prototype;
  let isDead = false;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    isDead ||= isLast(value);
    return put.call(this, value, key);
  });
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...call) {
    if (isDead) throw new Error('The worker is gone');
    return transaction.apply(this, call);
  });
}
