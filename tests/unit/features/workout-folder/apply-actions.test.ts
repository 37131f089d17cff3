import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDesired } from '../../../../lib/features/workout-folder/apply-actions.ts';
import type { FolderWorkout } from '../../../../lib/features/workout-folder/desired-workouts.ts';
import { digest } from '../../../../lib/platform/digest.ts';
import { openDirectory } from '../../../../lib/platform/directory.ts';
import { Crash, FolderInMemory } from '../../../support/folder-in-memory.ts';

type Plan = Record<string, string>;

async function planned(plan: Plan): Promise<FolderWorkout[]> {
  const workouts = Object.entries(plan).map(async ([name, text], event) => {
    const bytes = new TextEncoder().encode(text);
    return { event, name, file: { bytes, digest: await digest(bytes) } };
  });
  return await Promise.all(workouts);
}

/** A folder that nobody has filled yet. */
function freshFolder() {
  const folder = new FolderInMemory();
  const id = crypto.randomUUID();
  const fillWith = async (plan: Plan | FolderWorkout[], signal = new AbortController().signal) =>
    await applyDesired(
      { folder: id, directory: await openDirectory(folder.handle), signal },
      Array.isArray(plan) ? plan : await planned(plan),
    );
  const texts = () => Object.fromEntries([...folder.files.keys()].sort().map(name => [name, folder.text(name)]));
  return { folder, fillWith, texts };
}

describe('a workout folder', () => {
  test('is filled, follows changes and moves, and is emptied', async () => {
    const { fillWith, texts } = freshFolder();
    expect(await fillWith({ 'Mon.zwo': 'a', 'Tue.zwo': 'b' })).toMatchObject({
      files: 2,
      written: 2,
      removed: 0,
    });
    expect(await fillWith({ 'Mon.zwo': 'A', 'Wed.zwo': 'b' })).toMatchObject({
      files: 2,
      written: 2,
      removed: 1,
    });
    expect(texts()).toEqual({ 'Mon.zwo': 'A', 'Wed.zwo': 'b' });
    expect(await fillWith({ 'Mon.zwo': 'A', 'Wed.zwo': 'b' })).toMatchObject({
      files: 2,
      written: 0,
      removed: 0,
    });
    expect(await fillWith({})).toMatchObject({ files: 0, removed: 2 });
    expect(texts()).toEqual({});
  });

  test('keeps files of others and edited files, and reports them', async () => {
    const { folder, fillWith, texts } = freshFolder();
    folder.put('Mon.zwo', 'theirs');
    await fillWith({ 'Mon.zwo': 'a', 'Tue.zwo': 'b' });
    folder.put('Tue.zwo', 'mine now');
    expect((await fillWith({ 'Mon.zwo': 'a', 'Tue.zwo': 'B' })).skipped).toEqual([
      { name: 'Mon.zwo', why: 'foreign' },
      { name: 'Tue.zwo', why: 'edited' },
    ]);
    await fillWith({});
    expect(texts()).toEqual({ 'Mon.zwo': 'theirs', 'Tue.zwo': 'mine now' });
  });

  test('keeps a file that is edited just before it would be replaced', async () => {
    const { folder, fillWith, texts } = freshFolder();
    await fillWith({ 'Mon.zwo': 'a', 'Tue.zwo': 'b' });
    const seen = new Map<string, number>();
    folder.onLook = name => {
      seen.set(name, (seen.get(name) ?? 0) + 1);
      if (seen.get(name) === 2) folder.put(name, 'mine now');
    };
    expect((await fillWith({ 'Mon.zwo': 'A' })).skipped).toHaveLength(2);
    expect(texts()).toEqual({ 'Mon.zwo': 'mine now', 'Tue.zwo': 'mine now' });
  });

  test('keeps the old file of a workout when the new one is invalid', async () => {
    const { fillWith, texts } = freshFolder();
    await fillWith({ 'Mon.zwo': 'a' });
    const problem = { kind: 'bad-workout-file' } as const;
    const filled = await fillWith([{ event: 0, name: 'Mon.zwo', problem }]);
    expect(filled).toMatchObject({ files: 1, failed: [{ name: 'Mon.zwo', problem }] });
    expect(texts()).toEqual({ 'Mon.zwo': 'a' });
  });

  test('has one file for two names that differ in case, on a disk that ignores case', async () => {
    const { folder, fillWith, texts } = freshFolder();
    folder.isCaseBlind = true;
    await fillWith({ 'sweet spot.zwo': 'a' });
    await fillWith({ 'Sweet Spot.zwo': 'b' });
    expect(texts()).toEqual({ 'sweet spot.zwo': 'b' });
  });

  test('loses nothing when it is full, and is filled when there is room', async () => {
    const { folder, fillWith, texts } = freshFolder();
    await fillWith({ 'Mon.zwo': 'a' });
    folder.room = 3;
    await expect(fillWith({ 'Mon.zwo': 'long', 'Tue.zwo': 'longer' })).rejects.toMatchObject({
      kind: 'folder-full',
    });
    await expect(fillWith({ 'Mon.zwo': 'a', 'Tue.zwo': 'longer' })).rejects.toMatchObject({
      kind: 'folder-full',
    });
    expect(texts()).toEqual({ 'Mon.zwo': 'a' });
    folder.room = 100;
    await fillWith({ 'Mon.zwo': 'long', 'Tue.zwo': 'longer' });
    expect(texts()).toEqual({ 'Mon.zwo': 'long', 'Tue.zwo': 'longer' });
  });

  test.each([
    ['NotFoundError', 'folder-gone'],
    ['NotAllowedError', 'folder-permission'],
  ])('that fails with %s is reported as %s', async (name, kind) => {
    const { folder, fillWith } = freshFolder();
    folder.trouble = name;
    await expect(fillWith({ 'Mon.zwo': 'a' })).rejects.toMatchObject({ kind });
  });

  test('is not written to after it was stopped', async () => {
    const { fillWith, texts } = freshFolder();
    await expect(fillWith({ 'Mon.zwo': 'a' }, AbortSignal.abort())).rejects.toMatchObject({
      kind: 'stopped',
    });
    expect(texts()).toEqual({});
  });
});

test('the next sync repairs the folder after a crash at any step, and changes no file of others', async () => {
  const name = fc.constantFrom('a.zwo', 'A.zwo', 'b.zwo', 'c.zwo');
  const plan = fc
    .uniqueArray(fc.tuple(name, fc.constantFrom('1', '2', '3')), { selector: ([each]) => each.toLowerCase() })
    .map(entries => Object.fromEntries(entries));
  const round = fc.record({ plan, crashAt: fc.nat(12), edit: fc.option(name) });
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 5 }), fc.boolean(), async (rounds, isCaseBlind) => {
      const { folder, fillWith, texts } = freshFolder();
      folder.isCaseBlind = isCaseBlind;
      const theirs: Plan = {};
      for (const { plan, crashAt, edit } of rounds) {
        let steps = 0;
        folder.onStep = () => {
          if (++steps > crashAt) throw new Crash();
        };
        await fillWith(plan).catch(thrown => expect(String(thrown)).toMatch(/Crash|unexpected/));
        const there = [...folder.files.keys()].find(each => each.toLowerCase() === edit?.toLowerCase());
        if (edit !== null) theirs[there ?? edit] = `by hand ${crashAt}`;
        for (const [each, text] of Object.entries(theirs)) folder.put(each, text);
      }
      folder.onStep = () => undefined;
      const plan = rounds.at(-1)?.plan ?? {};
      const filled = await fillWith(plan);
      expect(texts()).toMatchObject(theirs);
      for (const [wished, text] of Object.entries(plan)) {
        const isTheirs = Object.keys(theirs).some(each => each.toLowerCase() === wished.toLowerCase());
        if (!isTheirs)
          expect(Object.entries(texts()).map(([each, is]) => [each.toLowerCase(), is])).toContainEqual([
            wished.toLowerCase(),
            text,
          ]);
      }
      await fillWith({});
      expect(texts()).toEqual(theirs);
      expect(filled.failed).toEqual([]);
    }),
  );
});
