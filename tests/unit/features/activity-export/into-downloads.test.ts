import { describe, expect, test } from 'vitest';
import { retryExportNow } from '../../../../lib/features/activity-export/export-commands.ts';
import { exportJob } from '../../../../lib/features/activity-export/export-worker.ts';
import { download, seed, state } from '../../../support/activity-export-driver.ts';
import { fakeDownloads } from '../../../support/fake-downloads.ts';
import { fakePermissions } from '../../../support/fake-permissions.ts';

describe('A16 a download to the downloads folder, whose permission is taken back in the middle', () => {
  test('names it, loses nothing, and continues by itself when it is granted', async () => {
    const permissions = fakePermissions('downloads');
    const saved: string[] = fakeDownloads(permissions, () => saved.length !== 2 || permissions.requested.length > 0);
    seed(5);
    await download({ target: { to: 'downloads' } });
    expect((await state())?.blocked).toEqual({ kind: 'downloads-denied' });
    expect(saved).toHaveLength(2);

    await retryExportNow();
    expect((await state())?.blocked).toEqual({ kind: 'downloads-denied' });

    permissions.requested.push('downloads');
    permissions.grant('downloads');
    await retryExportNow();
    await exportJob.trigger();
    expect(await state()).toMatchObject({ done: true });
    expect(saved).toHaveLength(5);
  });
});
