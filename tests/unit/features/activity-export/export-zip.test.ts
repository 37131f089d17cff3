import { describe, expect, test, vi } from 'vitest';
import type { ActivityExport } from '../../../../lib/features/activity-export/activity-export.ts';
import { resumeExport } from '../../../../lib/features/activity-export/export-commands.ts';
import { getExportFile } from '../../../../lib/features/activity-export/export-store.ts';
import { exportJob } from '../../../../lib/features/activity-export/export-worker.ts';
import { disks, download, seed, state, zip } from '../../../support/activity-export-driver.ts';

describe('the zip file', () => {
  test('is written to the disk in large pieces', async () => {
    seed(13);
    await download();

    expect(disks.zips.writes).toBe(1);
  });

  test('is stored once, even if the worker is stopped at its end', async () => {
    seed(2);
    dieAfter(value => (value as ActivityExport).done === true);
    await download();
    vi.restoreAllMocks();

    expect(await state()).toMatchObject({ done: true });
    expect(await getExportFile(0)).toBeUndefined();
    expect(await zip()).toHaveLength(2);
  });

  test('is packed when there is room again after a full disk', async () => {
    seed(3);
    disks.zips.room = 100;
    await download();
    expect(await state()).toMatchObject({ blocked: { kind: 'storage-full' } });

    disks.zips.room = Number.POSITIVE_INFINITY;
    await resumeExport();
    await exportJob.trigger();
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
