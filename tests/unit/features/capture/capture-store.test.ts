import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { PageFileInfo } from '../../../../lib/features/capture/browser-download.ts';
import {
  MAX_PAGE_FILE_BYTES,
  MAX_PAGE_FILES,
  PAGE_FILE_TTL_MS,
} from '../../../../lib/features/capture/capture-limits.ts';
import {
  clearCaptureStore,
  type PageFile,
  saveDownloadStart,
  savePageFile,
  takeDownloadStart,
  takePageFile,
} from '../../../../lib/features/capture/capture-store.ts';

beforeEach(() => clearCaptureStore());

const pageFile = (n: number, atMs = n, size = 1): PageFile => ({
  how: 'click',
  url: `blob:https://files.example.org/${n}`,
  pageHost: 'files.example.org',
  name: `${n}.fit`,
  size,
  atMs,
  bytes: new Blob(['x']),
});

const all = () => true;
const takeAll = async (): Promise<string[]> => {
  const taken: string[] = [];
  for (let one = await takePageFile(all); one; one = await takePageFile(all)) taken.push(one.name);
  return taken;
};

test('the start of a download is returned once', async () => {
  await saveDownloadStart({ id: 7, atMs: 1 });
  expect(await Promise.all([takeDownloadStart(7), takeDownloadStart(7)])).toEqual([{ id: 7, atMs: 1 }, undefined]);
  expect(await takeDownloadStart(8)).toBeUndefined();
});

test('the newest matching report of a page is returned first, and once', async () => {
  for (const n of [1, 2, 3]) await savePageFile(pageFile(n));
  const isSecond = ({ url }: PageFileInfo) => url.endsWith('/2');
  expect((await takePageFile(isSecond))?.name).toBe('2.fit');
  expect(await takePageFile(isSecond)).toBeUndefined();
  expect(await takeAll()).toEqual(['3.fit', '1.fit']);
});

test('the store holds no more reports than its limit, and no old ones', async () => {
  // Many at once, and few over a long time; small ones, and any.
  const steps = fc.oneof(
    fc.array(fc.nat(1000), { maxLength: 30, size: 'max' }),
    fc.array(fc.nat(PAGE_FILE_TTL_MS), { maxLength: 30, size: 'max' }),
  );
  const sizes = fc.constantFrom(1, MAX_PAGE_FILE_BYTES);
  await fc.assert(
    fc.asyncProperty(steps, sizes, async (steps, size) => {
      let atMs = 0;
      for (const [n, step] of steps.entries()) {
        atMs += step;
        await savePageFile(pageFile(n, atMs, size));
      }
      const last = atMs;
      const kept: PageFile[] = [];
      for (let one = await takePageFile(all); one; one = await takePageFile(all)) kept.push(one);
      expect(kept.length).toBeLessThanOrEqual(MAX_PAGE_FILES);
      expect(kept.length * size).toBeLessThanOrEqual(2 * MAX_PAGE_FILE_BYTES);
      expect(kept.every(one => last - one.atMs <= PAGE_FILE_TTL_MS)).toBe(true);
      if (steps.length > 0) expect(kept[0]?.atMs).toBe(last);
    }),
    { numRuns: 25 },
  );
});
