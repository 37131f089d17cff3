import { describe, expect, test, vi } from 'vitest';
import { connect, disconnect } from '../../../lib/account.ts';
import {
  keepDownload,
  listActivities,
  pauseDownload,
  resumeDownload,
} from '../../../lib/activities/activities.ts';
import { carryOn, stopCarrying } from '../../../lib/activities/carry.ts';
import { badReplies } from '../../emulator/emulator.ts';
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
} from '../../support/activity-export-driver.ts';

describe('another account', () => {
  test('stops a download, gets nothing of it, and lets it go on when the athlete is back', async () => {
    seed(3);
    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    const held = emulator.fail({ match: { path: FILES }, times: 'always', hold: true });
    await start();
    await emulator.until(() => held.strikes === 3);
    await connect(other.key);
    await vi.waitFor(async () => expect((await state())?.stopped?.kind).toBe('wrong-athlete'));
    held.cancel();
    emulator.clearRequests();
    await carryOn();
    // Not even where a person presses "Resume".
    await resumeDownload();
    await carryOn();
    expect(fetched()).toHaveLength(0);
    expect(await state()).toMatchObject({ stopped: { kind: 'wrong-athlete' } });

    await connect(emulator.athlete.key);
    await vi.waitFor(async () => expect((await state())?.done).toBe(true));
    expect(await zip()).toHaveLength(3);
  });

  test('or another key of the same athlete ends a wait that the one before was told to make', async () => {
    seed(1);
    emulator.fail({ match: { path: FILES }, reply: badReplies.rateLimited(600) });
    await download();
    emulator.changeKey('the-new-key-of-this-athlete');
    await connect(emulator.athlete.key);

    await vi.waitFor(async () => expect((await state())?.done).toBe(true));
  });

  test('leaves a download paused that a person has paused', async () => {
    seed(1);
    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    emulator.fail({ match: { path: FILES }, times: 'always', hold: true });
    await start();
    await pauseDownload();
    await connect(other.key);
    await vi.waitFor(async () => expect((await state())?.stopped?.kind).toBe('wrong-athlete'));
    await connect(emulator.athlete.key);
    await vi.waitFor(async () => expect((await state())?.stopped).toBeUndefined());

    expect(await state()).toMatchObject({ paused: true });
  });

  test('cannot have fetched what was listed for the one before', async () => {
    seed(1);
    const activities = await listActivities(YEAR);
    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    await connect(other.key);

    await expect(start({ activities })).rejects.toMatchObject({ kind: 'wrong-athlete' });
  });

  test('or none at all: everything that was fetched is forgotten', async () => {
    seed(3);
    await download();
    await disconnect();

    await vi.waitFor(async () => expect(await state()).toBeUndefined());
    await vi.waitFor(() => expect(disks.zips.files.size).toBe(0));
  });

  test('a revoked key stops it, and the new one lets it go on', async () => {
    seed(2);
    await start();
    await stopCarrying();
    emulator.revokeKey();
    await carryOn();
    expect(await state()).toMatchObject({ stopped: { kind: 'unauthorized' } });
    emulator.clearRequests();
    // As the background does when it comes to life.
    keepDownload();
    await carryOn();
    expect(fetched()).toHaveLength(0);

    emulator.changeKey('the-new-key-of-this-athlete');
    await connect(emulator.athlete.key);
    await vi.waitFor(async () => expect((await state())?.done).toBe(true));
  });
});
