import { describe, expect, test } from 'vitest';
import { resumeDownload } from '../../../lib/activities/activities.ts';
import { carryOn } from '../../../lib/activities/carry.ts';
import { countItems, itemsIn } from '../../../lib/activities/store.ts';
import {
  disks,
  download,
  emulator,
  fetched,
  INTO_FOLDER,
  seed,
  state,
} from '../../support/activity-export-driver.ts';
import { Crash } from '../../support/folder-in-memory.ts';

const into = INTO_FOLDER;
const names = () => [...disks.folder.files.keys()].sort();

describe('a folder of originals', () => {
  test('gets every file to the byte', async () => {
    const seeded = seed(7);
    await download({ into });

    expect(names()).toHaveLength(7);
    expect(
      [...disks.folder.files].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, bytes]) => bytes),
    ).toEqual(seeded.map(({ bytes }) => new Uint8Array(bytes ?? [])));
    expect(await state()).toMatchObject({ done: true });
  });

  test('is not filled again with what is there and equal', async () => {
    seed(4);
    await download({ into });
    const [first = ''] = names();
    disks.folder.files.delete(first);
    emulator.clearRequests();
    await download({ into });

    expect(fetched()).toHaveLength(1);
    expect(names()).toHaveLength(4);
    expect((await itemsIn('done')).filter(({ wasThere }) => wasThere)).toHaveLength(3);
  });

  test('keeps what somebody has changed, and has the original beside it', async () => {
    const [seeded] = seed(1);
    await download({ into });
    const [name = ''] = names();
    disks.folder.put(name, 'cut by its owner');
    await download({ into });

    expect(disks.folder.text(name)).toBe('cut by its owner');
    expect(disks.folder.files.get(name.replace('.fit', ' (Musette).fit'))).toEqual(
      new Uint8Array(seeded?.bytes ?? []),
    );
  });

  test('fetches what Intervals.icu makes anew once the activity was analysed anew', async () => {
    seed(1);
    await download({ into, kind: 'fit' });
    await download({ into, kind: 'fit' });
    expect(fetched()).toHaveLength(1);

    const again = (await itemsIn('done')).map(({ activity }) => ({ ...activity, analyzed: 'later' }));
    await download({ into, kind: 'fit', activities: again });
    expect(fetched()).toHaveLength(2);
  });

  test('has no half file and no second one after a crash in the middle of writing', async () => {
    seed(1);
    let steps = 0;
    disks.folder.onStep = () => {
      steps += 1;
      if (steps >= 3) throw new Crash();
    };
    await download({ into });
    expect(names()).toHaveLength(1);
    expect(disks.folder.files.get(names()[0] ?? '')).toHaveLength(0);
    disks.folder.onStep = () => undefined;
    await download({ into });

    expect(names()).toHaveLength(1);
    expect(disks.folder.files.get(names()[0] ?? '')?.length).toBeGreaterThan(100);
  });

  test('waits for its permission, and goes on with it', async () => {
    seed(2);
    disks.folder.permission = 'prompt';
    await download({ into });
    expect(await state()).toMatchObject({ stopped: { kind: 'folder-permission' } });
    expect(fetched()).toHaveLength(0);

    disks.folder.permission = 'granted';
    await resumeDownload();
    await carryOn();
    expect(names()).toHaveLength(2);
  });

  test('that is full waits for room, and one file that it refuses is one word in the report', async () => {
    seed(2);
    disks.folder.room = 10;
    await download({ into });
    expect(await state()).toMatchObject({ waiting: { problem: { kind: 'folder-full' } } });

    disks.folder.room = Number.POSITIVE_INFINITY;
    await resumeDownload();
    await carryOn();
    expect(await countItems()).toMatchObject({ done: 2 });
  });
});
