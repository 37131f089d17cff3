import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followAccountChanges } from '../../../../lib/features/account/account-change.ts';
import { connectWithKey, disconnectAccount, finishDisconnecting } from '../../../../lib/features/account/connect.ts';
import { getCredentials } from '../../../../lib/services/intervals/credentials.ts';
import { addToCalendar, emulator, ME, plan } from '../../../support/calendar-driver.ts';
import { getStoredRows, getStoredState } from '../../../support/stored-data.ts';

describe('S1 a Disconnect that failed', () => {
  test('does not delete the account that is connected after it', async () => {
    vi.stubGlobal('reportError', vi.fn());
    await addToCalendar(ME(), plan());
    const failed = vi.spyOn(fakeBrowser.storage.local, 'remove').mockRejectedValueOnce(new Error('IO error'));
    await expect(disconnectAccount()).rejects.toThrow('IO error');
    expect(failed).toHaveBeenCalled();

    const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
    await connectWithKey(other.key);
    await finishDisconnecting();

    expect((await getCredentials())?.athlete.id).toBe('i2');
    expect(JSON.stringify(await getStoredRows())).not.toContain(emulator.athlete.id);
  });
});

describe('S1 a Disconnect in which a feature cannot delete what it has stored', () => {
  test('deletes the account and the rest at once, and that when the next worker starts', async () => {
    vi.stubGlobal('reportError', vi.fn());
    await addToCalendar(ME(), plan());
    const onAccountChange = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('disk full'));
    followAccountChanges({ onAccountChange });
    await disconnectAccount();
    expect(await getCredentials()).toBeUndefined();
    expect(Object.keys(await getStoredRows())).toEqual([]);

    await finishDisconnecting();
    await finishDisconnecting();
    expect(onAccountChange).toHaveBeenCalledTimes(2);
    expect(onAccountChange).toHaveBeenLastCalledWith({ athlete: undefined, previous: undefined });
    expect(Object.keys(await getStoredState())).not.toContain('isDisconnecting');
  });

  test('is not prevented by a disk that is too full to note that it began', async () => {
    vi.stubGlobal('reportError', vi.fn());
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'));
    await disconnectAccount();
    expect(await getCredentials()).toBeUndefined();
    expect(Object.keys(await getStoredState())).not.toContain('credentials');
  });
});
