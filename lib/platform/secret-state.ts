import type { DBSchema } from 'idb';
import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { fromBase64, toBase64 } from './bytes.ts';
import { lazyDatabase, toStorageProblem } from './database.ts';
import { createMutex } from './mutex.ts';
import { Problem } from './problem.ts';

interface KeySchema extends DBSchema {
  /** By the name of what they encrypt. */
  keys: { key: string; value: unknown };
}

const { database } = lazyDatabase<KeySchema>('musette-keys', 1, db => {
  db.createObjectStore('keys');
});

const encryptedSchema = z.object({ iv: z.string(), data: z.string() });

/** A stored secret: `unreadable` if it is there, but its key is gone or does not decrypt it. */
export type StoredSecret<Value> = 'absent' | 'unreadable' | { value: Value };

/**
 * A secret, encrypted in `storage.local` with a key in IndexedDB that no script can export. Content scripts of Firefox can read
 * `storage.local`, and on disk a browser keeps what was deleted there for a while: both find only what no key decrypts any more.
 * @param parse undefined for anything but a valid value
 */
export function defineSecret<Value>(name: `local:${string}`, parse: (value: unknown) => Value | undefined) {
  const item = storage.defineItem<unknown>(name);
  const runExclusive = createMutex();
  /** What was decrypted last: every request reads the credentials, and decrypting takes longer than all else that it does. */
  let last: { of: z.infer<typeof encryptedSchema>; value: Value } | undefined;

  async function read(): Promise<StoredSecret<Value>> {
    const stored = await item.getValue();
    if (stored === null || stored === undefined) {
      last = undefined;
      return 'absent';
    }
    const { data: of } = encryptedSchema.safeParse(stored);
    if (of && last?.of.iv === of.iv && last.of.data === of.data) return { value: last.value };
    const key = of && (await getKey(name));
    const value = key && parse(await decrypt(name, key, of));
    if (!value) return 'unreadable';
    last = { of, value };
    return { value };
  }

  return {
    read,

    /** The value; undefined if there is none, or if it cannot be read. */
    async get(): Promise<Value | undefined> {
      const stored = await read();
      return typeof stored === 'object' ? stored.value : undefined;
    },

    /** @throws {Problem} `storage-full`, `no-storage` */
    set: (value: Value): Promise<void> =>
      runExclusive(async () =>
        item.setValue(await encrypt(name, (await getKey(name)) ?? (await createKey(name)), value)),
      ),

    /**
     * Deletes the value, and the key that decrypts what is left of it on the disk. The key first: a worker that is stopped in between
     * leaves a value that nothing decrypts, and that is deleted by the next call.
     */
    delete: (): Promise<void> =>
      runExclusive(async () => {
        const stored = await item.getValue();
        last = undefined;
        if (stored === null || stored === undefined) return;
        try {
          await deleteKey(name);
        } finally {
          await item.removeValue();
        }
      }),

    /** Calls back now and after every change, in any page. Returns a function that stops it. */
    watch(callback: (stored: StoredSecret<Value>) => void): () => void {
      let newest = 0;
      const report = async () => {
        newest += 1;
        const current = newest;
        const stored = await read().catch(() => 'unreadable' as const);
        // Of two reads, the one that began first may end last.
        if (current === newest) callback(stored);
      };
      void report();
      return item.watch(() => void report());
    },
  };
}

/** Tries whether this browser stores secrets, before the user enters one. @throws {Problem} `no-storage`, `storage-full` */
export async function checkSecretStorage(): Promise<void> {
  await createKey('check');
  await deleteKey('check');
}

async function getKey(name: string): Promise<CryptoKey | undefined> {
  const key = await (await database()).get('keys', name);
  return key instanceof CryptoKey ? key : undefined;
}

async function createKey(name: string): Promise<CryptoKey> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const db = await database();
  await db.put('keys', key, name).catch(thrown => {
    // Private windows of Firefox store no keys (153, 2026-11).
    const isRefused = thrown instanceof Error && thrown.name === 'DataCloneError';
    throw isRefused ? new Problem('no-storage', {}, { cause: thrown }) : toStorageProblem(thrown);
  });
  return key;
}

async function deleteKey(name: string): Promise<void> {
  const tx = (await database()).transaction('keys', 'readwrite', { durability: 'strict' });
  await Promise.all([tx.store.delete(name), tx.done]);
}

async function encrypt(name: string, key: CryptoKey, value: unknown): Promise<z.infer<typeof encryptedSchema>> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt(toAlgorithm(name, iv), key, text);
  return { iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
}

/** Undefined if it is damaged, or was encrypted with another key. */
async function decrypt(name: string, key: CryptoKey, { iv, data }: z.infer<typeof encryptedSchema>): Promise<unknown> {
  try {
    const text = await crypto.subtle.decrypt(toAlgorithm(name, fromBase64(iv)), key, fromBase64(data));
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return undefined;
  }
}

/** With the name as additional data, one secret does not pass for another. */
const toAlgorithm = (name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(name),
});
