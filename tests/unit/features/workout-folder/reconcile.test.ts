import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DesiredFile,
  type FolderAction,
  type ManagedFile,
  reconcile,
} from '../../../../lib/features/workout-folder/reconcile.ts';
import { foldName } from '../../../../lib/formats/portable-names.ts';

const folder = (files: Record<string, string>) => new Map(Object.entries(files));
const wants = (name: string, digest?: string, event = 1): DesiredFile => ({
  event,
  name,
  ...(digest && { digest }),
});
const wrote = (name: string, ...digests: string[]): ManagedFile => ({ event: 1, name, digests });

describe('a folder', () => {
  test('gets new workouts, and keeps existing ones', () => {
    const there = folder({ 'Mon.zwo': 'a', 'notes.txt': 'n' });
    expect(reconcile([wants('Mon.zwo', 'a'), wants('Tue.zwo', 'b', 2)], [wrote('Mon.zwo', 'a')], there)).toEqual([
      { do: 'keep', name: 'Mon.zwo' },
      { do: 'write', name: 'Tue.zwo', event: 2, digest: 'b' },
    ]);
  });

  test('has a changed workout written over its file, and a moved one with its new name', () => {
    const written = [wrote('Mon.zwo', 'a'), { event: 2, name: 'Tue.zwo', digests: ['b'] }];
    const there = folder({ 'Mon.zwo': 'a', 'Tue.zwo': 'b' });
    expect(reconcile([wants('Mon.zwo', 'A'), wants('Wed.zwo', 'b', 2)], written, there)).toEqual([
      { do: 'remove', name: 'Tue.zwo', was: 'b' },
      { do: 'write', name: 'Mon.zwo', event: 1, digest: 'A', over: 'a' },
      { do: 'write', name: 'Wed.zwo', event: 2, digest: 'b' },
    ]);
  });

  test('keeps edited files, planned or not', () => {
    const written = [wrote('Mon.zwo', 'a'), wrote('Tue.zwo', 'b')];
    const there = folder({ 'Mon.zwo': 'mine', 'Tue.zwo': 'mine, too' });
    expect(reconcile([wants('Mon.zwo', 'A')], written, there)).toEqual([
      { do: 'leave', name: 'Tue.zwo', why: 'edited' },
      { do: 'leave', name: 'Mon.zwo', why: 'edited' },
    ]);
  });

  test.each(['Mon.zwo', 'MON.ZWO'])('gets a workout next to a file of others called %s', taken => {
    const there = folder({ [taken]: 'theirs', 'mon (musette).zwo': 'theirs, too' });
    expect(reconcile([wants('Mon.zwo', 'a')], [], there)).toEqual([
      { do: 'leave', name: taken, why: 'foreign' },
      { do: 'write', name: 'Mon (Musette 2).zwo', event: 1, digest: 'a' },
    ]);
  });

  test('gets no second copy of a file that the athlete saved there, and does not treat it as Musette’s', () => {
    const there = folder({ 'Mon.zwo': 'a' });
    expect(reconcile([wants('Mon.zwo', 'a')], [], there)).toEqual([{ do: 'keep', name: 'Mon.zwo' }]);
    expect(reconcile([], [], there)).toEqual([]);
  });

  test('keeps the file of a workout whose new one is invalid, also after it was renamed', () => {
    const there = folder({ 'Mon.zwo': 'a' });
    expect(reconcile([wants('Monday.zwo')], [wrote('Mon.zwo', 'a')], there)).toEqual([{ do: 'keep', name: 'Mon.zwo' }]);
  });

  test('gets a deleted file back while its workout is planned', () => {
    expect(reconcile([wants('Mon.zwo', 'a')], [wrote('Mon.zwo', 'a')], folder({}))).toEqual([
      { do: 'forget', name: 'Mon.zwo' },
      { do: 'write', name: 'Mon.zwo', event: 1, digest: 'a' },
    ]);
  });

  test('keeps the name on the disk when only its case has changed', () => {
    const there = folder({ 'sweet spot.zwo': 'a' });
    expect(reconcile([wants('Sweet Spot.zwo', 'b')], [wrote('sweet spot.zwo', 'a')], there)).toEqual([
      { do: 'write', name: 'sweet spot.zwo', event: 1, digest: 'b', over: 'a' },
    ]);
  });
});

describe('with any files in the folder', () => {
  const name = fc.constantFrom('a.zwo', 'A.zwo', 'b.zwo', 'a (Musette).zwo', 'A (MUSETTE).zwo', 'é.zwo', 'e\u0301.zwo');
  const content = fc.constantFrom<string>('1', '2', '3', '4');
  const wanted = fc.uniqueArray(
    fc.record({ event: fc.nat(5), name, digest: content }).map(one => (one.event === 5 ? wants(one.name) : one)),
    { selector: one => foldName(one.name) },
  );
  const written = fc.uniqueArray(
    fc.record({ event: fc.nat(5), name, digests: fc.array(content, { minLength: 1, maxLength: 2 }) }),
    { selector: one => foldName(one.name) },
  );
  const there = fc.dictionary(name, content).map(folder);

  test('only files that are exactly as Musette wrote them are overwritten or removed', () => {
    fc.assert(
      fc.property(wanted, written, there, (wanted, written, there) => {
        const isMine = (name: string) =>
          written.some(one => foldName(one.name) === foldName(name) && one.digests.includes(there.get(name) ?? ''));
        for (const action of reconcile(wanted, written, there)) {
          if (action.do === 'remove') expect([action.was, isMine(action.name)]).toEqual([there.get(action.name), true]);
          if (action.do !== 'write') continue;
          expect(action.over).toBe(there.get(action.name));
          const alike = [...there.keys()].filter(other => foldName(other) === foldName(action.name));
          expect(alike.length === 0 || isMine(action.name)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('one sync writes every workout and removes every old file of Musette', () => {
    fc.assert(
      fc.property(wanted, written, there, (wanted, written, there) => {
        const first = reconcile(wanted, written, there);
        const [records, files] = perform(first, written, there);
        const second = reconcile(wanted, records, files);
        expect(second.filter(({ do: what }) => what !== 'keep' && what !== 'leave')).toEqual([]);
        const shown = new Set(second.map(action => action.name));
        for (const { name } of records) expect([...shown].some(each => foldName(each) === foldName(name))).toBe(true);
        for (const { digest } of wanted) {
          if (digest === undefined || second.some(action => action.do === 'leave' && action.why === 'edited')) continue;
          expect([...files.values()]).toContain(digest);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** What becomes of records and files. */
function perform(
  actions: FolderAction[],
  written: ManagedFile[],
  there: ReadonlyMap<string, string>,
): [ManagedFile[], Map<string, string>] {
  const files = new Map(there);
  const records = new Map(written.map(one => [foldName(one.name), one]));
  for (const action of actions) {
    if (action.do === 'write') {
      files.set(action.name, action.digest);
      records.set(foldName(action.name), {
        event: action.event,
        name: action.name,
        digests: [action.digest],
      });
    }
    if (action.do === 'remove') files.delete(action.name);
    if (action.do === 'remove' || action.do === 'forget') records.delete(foldName(action.name));
  }
  return [[...records.values()], files];
}
