import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { saveWorkoutFiles } from '../../../../components/calendar/save-workouts.ts';
import { type FakePermissions, fakePermissions } from '../../../support/fake-permissions.ts';

let permissions: FakePermissions;

/** Downloads that the browser was asked for and has not begun. */
let asked: { filename: string; begin: (id: number) => void; refuse: (why: Error) => void }[] = [];

beforeEach(() => {
  fakeBrowser.reset();
  asked = [];
  permissions = fakePermissions('downloads');
  Object.assign(fakeBrowser, {
    downloads: {
      onChanged: { addListener: () => undefined, removeListener: () => undefined },
      download: ({ filename }: { filename: string }) =>
        new Promise<number>((begin, refuse) => asked.push({ filename, begin, refuse })),
      search: async () => [{ state: 'complete' }],
    },
  });
});

const FILES = Array.from({ length: 20 }, (_, event) => ({
  event,
  name: `${event}.zwo`,
  bytes: new Uint8Array([event]),
  digest: String(event),
}));

const save = (signal = new AbortController().signal) => {
  const counts: number[] = [];
  const onWritten = (count: number) => counts.push(count);
  return { counts, saving: saveWorkoutFiles(FILES, '2026-11-16', { signal, onWritten }) };
};

/** Lets the browser begin all that it is asked for, as soon as it is. */
async function beginAll(): Promise<void> {
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  for (const [id, { begin }] of asked.splice(0).entries()) begin(id);
}

test('separate files are saved several at a time, each once', async () => {
  const { counts, saving } = save();
  const names: string[] = [];
  while (names.length < FILES.length) {
    await expect.poll(() => asked.length).toBe(Math.min(6, FILES.length - names.length));
    names.push(...asked.map(({ filename }) => filename));
    await beginAll();
  }
  expect(names).toEqual(FILES.map(({ name }) => `Musette/2026-11-16/${name}`));
  expect(await saving).toEqual({ saved: FILES });
  expect(counts).toEqual(FILES.map((_, n) => n + 1));
});

test('a failed save reports what was saved before it, and starts no other one', async () => {
  const { saving } = save();
  await beginAll();
  await expect.poll(() => asked.length).toBe(6);
  asked.shift()?.refuse(new Error('No'));
  await beginAll();
  const { saved, problem } = await saving;
  expect(saved.map(({ event }) => event)).toEqual([0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11]);
  expect(problem).toMatchObject({ kind: 'folder-refused' });
  expect(asked).toEqual([]);
});

test('cancelling a save still finishes the files in progress', async () => {
  const stopper = new AbortController();
  const { saving } = save(stopper.signal);
  await expect.poll(() => asked.length).toBe(6);
  stopper.abort();
  await beginAll();
  expect(await saving).toEqual({ saved: FILES.slice(0, 6) });
  expect(asked).toEqual([]);
});

test('A16 a save whose permission is taken back in the middle names it', async () => {
  const { saving } = save();
  await expect.poll(() => asked.length).toBe(6);
  permissions.revoke('downloads');
  for (const { refuse } of asked.splice(0)) refuse(new Error('downloads is not available'));
  expect((await saving).problem).toEqual({ kind: 'downloads-denied' });
});
