import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { closeDatabases } from '../../../../lib/platform/database.ts';
import { addToCalendar, ME, plan } from '../../../support/calendar-driver.ts';
import { getStoredRows, getStoredState } from '../../../support/stored-data.ts';
import { write } from '../../../support/wellness-driver.ts';

describe('S1 a Disconnect in whose middle the worker was stopped', () => {
  test('is finished when the next worker starts', async () => {
    await addToCalendar(ME(), plan());
    await write([{ day: '2026-11-20', key: 'weight', to: 70 }]);
    // The worker ends when it is about to delete the credentials.
    const stopped = vi.fn();
    vi.spyOn(fakeBrowser.storage.local, 'remove').mockImplementationOnce(() => {
      stopped();
      return new Promise(() => undefined);
    });
    void disconnectAccount();
    await vi.waitFor(() => expect(stopped).toHaveBeenCalled());

    vi.resetModules();
    await closeDatabases();
    const { finishDisconnecting } = await import('../../../../lib/features/account/connect.ts');
    const { followAccountChanges } = await import('../../../../lib/features/account/account-change.ts');
    const { calendar } = await import('../../../../lib/features/calendar/index.ts');
    const { wellness } = await import('../../../../lib/features/wellness/index.ts');
    followAccountChanges(calendar, wellness);
    await finishDisconnecting();

    expect(Object.keys(await getStoredRows())).toEqual([]);
    expect(Object.keys(await getStoredState()).sort()).toEqual(['circuit-breaker', 'limits', 'request-usage']);
  });
});
