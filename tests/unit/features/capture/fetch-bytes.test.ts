import { beforeEach, expect, test, vi } from 'vitest';
import { fetchBytes } from '../../../../lib/features/capture/fetch-bytes.ts';
import { emulatorForTests } from '../../../emulator/for-tests.ts';
import { fitFile } from '../../../fixtures/recordings.ts';

const ride = fitFile({ startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 600 });

const emulator = await emulatorForTests();
beforeEach(() => {
  vi.stubGlobal('fetch', emulator.fetch);
});

test('fetchBytes returns the whole file', async () => {
  const bytes = await fetchBytes(emulator.files.serve('/ride.fit', { bytes: ride }), {
    maxBytes: ride.length,
  });
  expect(bytes && Buffer.from(await bytes.arrayBuffer()).equals(ride)).toBe(true);
});

test.each([
  ['a claim of two gigabytes', 2 ** 31],
  ['no end', undefined],
])('fetchBytes stops reading an address with %s as soon as it is too long', async (_, claimedLength) => {
  const claim = claimedLength === undefined ? {} : { claimedLength };
  const url = emulator.files.serve('/huge.fit', { bytes: ride, padded: true, ...claim });
  expect(await fetchBytes(url, { maxBytes: ride.length })).toBeUndefined();
  await emulator.until(() => emulator.requests[0]?.outcome === 'abandoned');
});

test('fetchBytes stops reading what does not begin like a recording', async () => {
  const url = emulator.files.serve('/endless', { bytes: 'a table, '.repeat(200), padded: true });
  const starts: string[] = [];
  const shouldReadOn = (start: Uint8Array) => {
    starts.push(new TextDecoder().decode(start.subarray(0, 7)));
    return false;
  };
  expect(await fetchBytes(url, { shouldReadOn })).toBeUndefined();
  expect(starts).toEqual(['a table']);
  await emulator.until(() => emulator.requests[0]?.outcome === 'abandoned');
});

test('fetchBytes follows no redirect, wherever it leads', async () => {
  const url = emulator.files.redirects(1, emulator.files.serve('/ride.fit', { bytes: ride }));
  expect(await fetchBytes(url)).toBeUndefined();
  expect(emulator.requests).toHaveLength(1);
});

test.each([
  ['that is gone', () => 'https://files.example.org/gone.fit'],
  ['that has expired', () => emulator.files.serve('/once.fit', { bytes: ride, method: 'POST' })],
  [
    'whose answer is cut',
    () => {
      emulator.fail({ stage: 'in reply', afterBytes: 20, cut: true });
      return emulator.files.serve('/cut.fit', { bytes: ride });
    },
  ],
])('fetchBytes returns nothing for an address %s', async (_, serve) => {
  expect(await fetchBytes(serve())).toBeUndefined();
});
