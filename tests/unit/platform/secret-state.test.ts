import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { closeDatabases } from '../../../lib/platform/database.ts';
import { Problem } from '../../../lib/platform/problem.ts';
import { checkSecretStorage, defineSecret, type StoredSecret } from '../../../lib/platform/secret-state.ts';
import { getStoredRows, getStoredState } from '../../support/stored-data.ts';

const parse = (value: unknown) =>
  typeof value === 'object' && value && 'key' in value ? String(value.key) : undefined;
const stringSecret = defineSecret<unknown>('local:credentials', parse);
const KEY = 'a1b2c3d4e5f6a7b8';

const nowhere = async () => JSON.stringify([await getStoredState(), await getStoredRows()]);

beforeEach(async () => {
  fakeBrowser.reset();
  await closeDatabases();
  globalThis.indexedDB = new IDBFactory();
});

describe('S9 S10 a secret', () => {
  test('is read as it was stored, and stands nowhere in plain words', async () => {
    await stringSecret.set({ key: KEY });
    expect(await stringSecret.get()).toBe(KEY);
    expect(await nowhere()).not.toContain(KEY);
    expect(await nowhere()).not.toContain(btoa(KEY));
  });

  test('is encrypted differently each time, with a key that no script can export', async () => {
    await stringSecret.set({ key: KEY });
    const first = await getStoredState();
    await stringSecret.set({ key: KEY });
    expect(await getStoredState()).not.toEqual(first);
    const [key] = (await getStoredRows())['musette-keys › keys'] ?? [];
    expect(key).toMatchObject({ extractable: false });
    await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toThrow();
  });

  test('is deleted with its key, so that a copy of what was stored decrypts to nothing', async () => {
    await stringSecret.set({ key: KEY });
    const copy = await getStoredState();
    await stringSecret.delete();
    expect(await getStoredState()).toEqual({});
    expect(await getStoredRows()).toEqual({});
    await fakeBrowser.storage.local.set(copy);
    expect(await stringSecret.read()).toBe('unreadable');

    // Nor does the key of the next one.
    await stringSecret.set({ key: 'other' });
    await fakeBrowser.storage.local.set(copy);
    expect(await stringSecret.read()).toBe('unreadable');
  });

  test('has lost its key if the worker is stopped in the middle of its deletion, and is deleted by the next one', async () => {
    await stringSecret.set({ key: KEY });
    const remove = vi
      .spyOn(fakeBrowser.storage.local, 'remove')
      .mockImplementationOnce(() => new Promise(() => undefined));
    void defineSecret<unknown>('local:credentials', parse).delete();
    await vi.waitFor(() => expect(remove).toHaveBeenCalled());
    expect(await getStoredRows()).toEqual({});

    const secretOfNextWorker = defineSecret<unknown>('local:credentials', parse);
    expect(await secretOfNextWorker.read()).toBe('unreadable');
    await secretOfNextWorker.delete();
    expect(await secretOfNextWorker.read()).toBe('absent');
  });

  test('is deleted where its key cannot be', async () => {
    await stringSecret.set({ key: KEY });
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('damaged', 'UnknownError');
    });
    await expect(stringSecret.delete()).rejects.toThrow();
    expect(await getStoredState()).toEqual({});
  });

  test('loses its key too if a full disk keeps the value', async () => {
    await stringSecret.set({ key: KEY });
    vi.spyOn(fakeBrowser.storage.local, 'remove').mockRejectedValue(new Error('IO error: no space'));
    await expect(stringSecret.delete()).rejects.toThrow('no space');
    expect(await getStoredRows()).toEqual({});
    expect(await stringSecret.read()).toBe('unreadable');
  });

  test('of another name does not take its place', async () => {
    await stringSecret.set({ key: KEY });
    const { credentials } = await getStoredState();
    const other = defineSecret<unknown>('local:other', parse);
    await other.set({ key: 'x' });
    await fakeBrowser.storage.local.set({ other: credentials });
    expect(await other.read()).toBe('unreadable');
  });

  test.each([
    [
      'whose key is gone',
      async () => {
        await closeDatabases();
        globalThis.indexedDB = new IDBFactory();
      },
    ],
    ['that is damaged', () => fakeBrowser.storage.local.set({ credentials: { iv: '*', data: '?' } })],
    ['of another shape', () => fakeBrowser.storage.local.set({ credentials: { key: KEY } })],
    ['that is no object', () => fakeBrowser.storage.local.set({ credentials: 7 })],
  ])('%s counts as none, and says that it cannot be read', async (_, damage) => {
    await stringSecret.set({ key: KEY });
    await damage();
    expect(await stringSecret.get()).toBeUndefined();
    expect(await stringSecret.read()).toBe('unreadable');
    await stringSecret.set({ key: 'new' });
    expect(await stringSecret.get()).toBe('new');
  });

  test('is told to pages after every change', async () => {
    const told: StoredSecret<unknown>[] = [];
    const end = stringSecret.watch(stored => told.push(stored));
    await vi.waitFor(() => expect(told).toEqual(['absent']));
    await stringSecret.set({ key: KEY });
    await vi.waitFor(() => expect(told.at(-1)).toEqual({ value: KEY }));
    await stringSecret.delete();
    await vi.waitFor(() => expect(told.at(-1)).toBe('absent'));
    end();
  });

  test('that was never stored makes no database', async () => {
    expect(await stringSecret.get()).toBeUndefined();
    await stringSecret.delete();
    expect(await indexedDB.databases()).toEqual([]);
  });
});

describe('A15 a browser that stores nothing', () => {
  test.each([
    [
      'a Firefox that never remembers history',
      () =>
        vi.spyOn(indexedDB, 'open').mockImplementation(() => {
          throw new DOMException(
            'A mutation operation was attempted on a database that did not allow mutations.',
            'InvalidStateError',
          );
        }),
    ],
    [
      'a private window that stores no keys',
      () =>
        vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
          throw new DOMException('The object could not be cloned.', 'DataCloneError');
        }),
    ],
  ])('says so before a key is entered: %s', async (_, refuse) => {
    refuse();
    const problem = await checkSecretStorage().catch(thrown => Problem.from(thrown));
    expect(problem).toMatchObject({ kind: 'no-storage' });
    await expect(stringSecret.set({ key: KEY })).rejects.toMatchObject({ kind: 'no-storage' });
    expect(await getStoredState()).toEqual({});
  });

  test('is not confused with one that does', async () => {
    await checkSecretStorage();
    expect(await getStoredRows()).toEqual({});
  });
});
