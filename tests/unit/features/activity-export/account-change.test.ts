import { describe, expect, test, vi } from 'vitest';
import { connectWithKey, disconnectAccount } from '../../../../lib/features/account/connect.ts';
import {
  listActivitiesForExport,
  pauseExport,
  resumeExport,
  resumeUnfinishedExport,
} from '../../../../lib/features/activity-export/export-commands.ts';
import { exportJob } from '../../../../lib/features/activity-export/export-worker.ts';
import { deleteCredentials } from '../../../../lib/services/intervals/credentials.ts';
import { badReplies } from '../../../emulator/emulator.ts';
import {
  disks,
  download,
  emulator,
  FILES,
  fetched,
  seed,
  start,
  state,
  YEAR,
  zip,
} from '../../../support/activity-export-driver.ts';

describe('a change of account', () => {
  test('stops a download, and continues it when its athlete connects again', async () => {
    seed(3);
    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    const held = emulator.fail({ match: { path: FILES }, times: 'always', hold: true });
    await start();
    await emulator.until(() => held.strikes === 3);
    await connectWithKey(other.key);
    await vi.waitFor(async () => expect((await state())?.blocked?.kind).toBe('wrong-athlete'));
    held.cancel();
    emulator.clearRequests();
    await exportJob.trigger();
    // Not even where a person presses "Resume".
    await resumeExport();
    await exportJob.trigger();
    expect(fetched()).toHaveLength(0);
    expect(await state()).toMatchObject({ blocked: { kind: 'wrong-athlete' } });

    await connectWithKey(emulator.athlete.key);
    await vi.waitFor(async () => expect((await state())?.done).toBe(true));
    expect(await zip()).toHaveLength(3);
  });

  test('to another key of the same athlete ends the pause of the old key', async () => {
    seed(1);
    emulator.fail({ match: { path: FILES }, reply: badReplies.rateLimited(600) });
    await download();
    emulator.changeKey('the-new-key-of-this-athlete');
    await connectWithKey(emulator.athlete.key);

    await vi.waitFor(async () => expect((await state())?.done).toBe(true));
  });

  test('leaves a download paused that the athlete paused', async () => {
    seed(1);
    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    emulator.fail({ match: { path: FILES }, times: 'always', hold: true });
    await start();
    await pauseExport();
    await connectWithKey(other.key);
    await vi.waitFor(async () => expect((await state())?.blocked?.kind).toBe('wrong-athlete'));
    await connectWithKey(emulator.athlete.key);
    await vi.waitFor(async () => expect((await state())?.blocked).toBeUndefined());

    expect(await state()).toMatchObject({ paused: true });
  });

  test('refuses a download of activities that were listed for another athlete', async () => {
    seed(1);
    const activities = await listActivitiesForExport(YEAR);
    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    await connectWithKey(other.key);

    await expect(start({ activities })).rejects.toMatchObject({ kind: 'wrong-athlete' });
  });

  test('to none deletes everything that was fetched', async () => {
    seed(3);
    await download();
    await disconnectAccount();

    await vi.waitFor(async () => expect(await state()).toBeUndefined());
    await vi.waitFor(() => expect(disks.zips.files.size).toBe(0));
  });

  test('continues a download that a revoked key stopped', async () => {
    seed(2);
    await start();
    await exportJob.stop();
    emulator.revokeKey();
    await exportJob.trigger();
    expect(await state()).toMatchObject({ blocked: { kind: 'unauthorized' } });
    emulator.clearRequests();
    // As the background does when it starts.
    await resumeUnfinishedExport();
    await exportJob.trigger();
    expect(fetched()).toHaveLength(0);

    emulator.changeKey('the-new-key-of-this-athlete');
    await connectWithKey(emulator.athlete.key);
    await vi.waitFor(async () => expect((await state())?.done).toBe(true));
  });

  test('that the former worker did not finish discards the download at the next start', async () => {
    seed(2);
    await start();
    await exportJob.stop();
    // The worker died after the credentials were deleted.
    await deleteCredentials();
    await resumeUnfinishedExport();
    expect(await state()).toBeUndefined();
  });
});
