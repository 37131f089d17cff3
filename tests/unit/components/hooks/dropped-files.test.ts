import { describe, expect, test } from 'vitest';
import { readDroppedFiles, toDroppedFiles } from '../../../../components/hooks/dropped-files.ts';
import { hasRecordingExtension, pickRecordings } from '../../../../components/uploads/recording-files.ts';

const file = (name: string) => ({
  name,
  isFile: true,
  isDirectory: false,
  file: (resolve: (file: File) => void, reject: (thrown: Error) => void) =>
    name.startsWith('gone') ? reject(new Error('gone')) : resolve(new File(['x'], name)),
});

/** As browsers do: a hundred entries at a time, and none when there are no more. */
function folder(name: string, children: object[]) {
  const left = [...children];
  const createReader = () => ({
    readEntries: (resolve: (some: object[]) => void) => resolve(left.splice(0, 100)),
  });
  return { name, isFile: false, isDirectory: true, createReader };
}

const drop = (entries: object[], files: File[] = []) =>
  readDroppedFiles(
    { items: entries.map(entry => ({ webkitGetAsEntry: () => entry })), files } as unknown as DataTransfer,
    hasRecordingExtension,
  );

test('a dropped folder is read completely, however many entries and folders it has', async () => {
  const many = Array.from({ length: 250 }, (_, n) => file(`${n}.fit`));
  const { files, ignored, unreadable } = await drop([folder('rides', [...many, folder('2026', [file('a.GPX')])])]);

  expect(files).toHaveLength(251);
  expect([ignored, unreadable]).toEqual([0, []]);
});

test('a file without a recording’s name is ignored in a folder, and accepted when it was dropped itself', async () => {
  const { files, ignored } = await drop([folder('rides', [file('a.fit'), file('photo.jpg')]), file('notes.txt')]);

  expect(files.map(({ name }) => name)).toEqual(['a.fit', 'notes.txt']);
  expect(ignored).toBe(1);
});

test('a file that cannot be read is named, and the others are added', async () => {
  const { files, unreadable } = await drop([folder('rides', [file('gone.fit'), file('b.fit')])]);

  expect(files.map(({ name }) => name)).toEqual(['b.fit']);
  expect(unreadable).toEqual([{ name: 'gone.fit', problem: { kind: 'file-unreadable' } }]);
});

test('dropped files without folders are added as they are', async () => {
  const ride = new File(['x'], 'ride.fit');
  expect((await drop([file('ride.fit')], [ride])).files).toEqual([ride]);
});

describe('A7 what macOS keeps beside a file is left out, and counted', () => {
  const names = ({ files, ignored }: { files: File[]; ignored: number }) => [files.map(({ name }) => name), ignored];
  const watch = ['2026.fit', '._2026.fit'];
  const chosen = watch.map(name => new File(['x'], name));

  test('of a dropped folder', async () => {
    expect(names(await drop([folder('Activity', watch.map(file))]))).toEqual([['2026.fit'], 1]);
  });

  test('of files that are dropped beside a folder, and by themselves', async () => {
    expect(names(await drop([folder('more', []), ...watch.map(file)]))).toEqual([['2026.fit'], 1]);
    expect(names(await drop(watch.map(file), chosen))).toEqual([['2026.fit'], 1]);
  });

  test('of a chosen folder, and of chosen files', () => {
    expect(names(pickRecordings(chosen))).toEqual([['2026.fit'], 1]);
    expect(names(toDroppedFiles(chosen))).toEqual([['2026.fit'], 1]);
  });
});
