import { describe, expect, test } from 'vitest';
import { resumeExport, retryExportNow } from '../../../../lib/features/activity-export/export-commands.ts';
import { countExportItems, listExportItems } from '../../../../lib/features/activity-export/export-store.ts';
import { exportJob } from '../../../../lib/features/activity-export/export-worker.ts';
import {
  disks,
  download,
  emulator,
  fetched,
  INTO_FOLDER,
  seed,
  state,
} from '../../../support/activity-export-driver.ts';
import { Crash } from '../../../support/folder-in-memory.ts';

const target = INTO_FOLDER;
const names = () => [...disks.folder.files.keys()].sort();

describe('A16 a download to a folder whose permission is taken back in the middle', () => {
  test('continues by itself when the browser grants it again', async () => {
    seed(3);
    disks.folder.permission = 'prompt';
    await download({ target });
    expect(await state()).toMatchObject({ blocked: { kind: 'folder-permission' } });
    await retryExportNow();
    expect(await state()).toMatchObject({ blocked: { kind: 'folder-permission' } });
    disks.folder.permission = 'granted';
    await retryExportNow();
    await exportJob.trigger();
    expect(await state()).toMatchObject({ done: true });
    expect(names()).toHaveLength(3);
  });
});

describe('a download to a folder', () => {
  test('writes every file to the byte', async () => {
    const seeded = seed(7);
    await download({ target });

    expect(names()).toHaveLength(7);
    expect([...disks.folder.files].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, bytes]) => bytes)).toEqual(
      seeded.map(({ bytes }) => new Uint8Array(bytes ?? [])),
    );
    expect(await state()).toMatchObject({ done: true });
  });

  test('does not fetch files again that are in the folder unchanged', async () => {
    seed(4);
    await download({ target });
    const [first = ''] = names();
    disks.folder.files.delete(first);
    emulator.clearRequests();
    await download({ target });

    expect(fetched()).toHaveLength(1);
    expect(names()).toHaveLength(4);
    expect((await listExportItems('done')).filter(({ existed }) => existed)).toHaveLength(3);
  });

  test('keeps a file that was edited, and writes the original next to it', async () => {
    const [seeded] = seed(1);
    await download({ target });
    const [name = ''] = names();
    disks.folder.put(name, 'cut by its owner');
    await download({ target });

    expect(disks.folder.text(name)).toBe('cut by its owner');
    expect(disks.folder.files.get(name.replace('.fit', ' (Musette).fit'))).toEqual(new Uint8Array(seeded?.bytes ?? []));
  });

  test('fetches a converted file again when the activity was analysed again', async () => {
    seed(1);
    await download({ target, kind: 'fit' });
    await download({ target, kind: 'fit' });
    expect(fetched()).toHaveLength(1);

    const again = (await listExportItems('done')).map(({ activity }) => ({ ...activity, analyzed: 'later' }));
    await download({ target, kind: 'fit', activities: again });
    expect(fetched()).toHaveLength(2);
  });

  test('leaves no partial and no second file after a crash during writing', async () => {
    seed(1);
    let steps = 0;
    disks.folder.onStep = () => {
      steps += 1;
      if (steps >= 3) throw new Crash();
    };
    await download({ target });
    expect(names()).toHaveLength(1);
    expect(disks.folder.files.get(names()[0] ?? '')).toHaveLength(0);
    disks.folder.onStep = () => undefined;
    await download({ target });

    expect(names()).toHaveLength(1);
    expect(disks.folder.files.get(names()[0] ?? '')?.length).toBeGreaterThan(100);
  });

  test('waits for the permission, and continues with it', async () => {
    seed(2);
    disks.folder.permission = 'prompt';
    await download({ target });
    expect(await state()).toMatchObject({ blocked: { kind: 'folder-permission' } });
    expect(fetched()).toHaveLength(0);

    disks.folder.permission = 'granted';
    await resumeExport();
    await exportJob.trigger();
    expect(names()).toHaveLength(2);
  });

  test('waits for room in a full folder, and then writes the rest', async () => {
    seed(2);
    disks.folder.room = 10;
    await download({ target });
    expect(await state()).toMatchObject({ backoff: { problem: { kind: 'folder-full' } } });

    disks.folder.room = Number.POSITIVE_INFINITY;
    await resumeExport();
    await exportJob.trigger();
    expect(await countExportItems()).toMatchObject({ done: 2 });
  });
});
