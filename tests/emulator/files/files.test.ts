import { describe, expect, test } from 'vitest';
import { fitFile } from '../../fixtures/recordings.ts';
import { emulatorForTests } from '../for-tests.ts';
import { readRecordings } from '../recordings/read-recordings.ts';
import { dispositions } from './dispositions.ts';
import { downloadKinds } from './offers.ts';

const ride = fitFile({ startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 60 });

const emulator = await emulatorForTests();

describe('a file’s address', () => {
  test('serves what was put there, and every other address is 404', async () => {
    const url = emulator.files.serve('/ride.fit', { bytes: ride });
    expect(url).toBe('https://files.example.org/ride.fit');
    const response = await emulator.fetch(url);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toBeNull();
    expect(await bytesOf(response)).toEqual(new Uint8Array(ride));
    expect((await emulator.fetch(`${url}?v=2`)).status).toBe(404);
    expect((await emulator.fetch('https://cdn.example.net/ride.fit')).status).toBe(404);
  });

  test.each(Object.entries(dispositions))('sends a Content-Disposition: %s', async (_, { header }) => {
    const url = emulator.files.serve('/ride', { bytes: ride, disposition: header });
    expect((await emulator.fetch(url)).headers.get('content-disposition')).toBe(header);
  });

  test('answers POST alone where the test says so', async () => {
    const url = emulator.files.serve('/export', { bytes: ride, method: 'POST' });
    expect((await emulator.fetch(url)).status).toBe(405);
    expect(await bytesOf(await emulator.fetch(url, { method: 'POST' }))).toEqual(new Uint8Array(ride));
  });

  test('serves the file once where the test says so; HEAD does not count', async () => {
    const url = emulator.files.serve('/signed?X-Signature=1', { bytes: ride, once: true });
    expect((await emulator.fetch(url, { method: 'HEAD' })).status).toBe(200);
    expect((await emulator.fetch(url)).status).toBe(200);
    const again = await emulator.fetch(url);
    expect([again.status, await again.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  });

  test('gives a sign-in page with status 200 to visitors who are not signed in', async () => {
    const url = emulator.files.serve('/mine.fit', { bytes: ride, membersOnly: 'page' });
    const visitor = emulator.visitor();
    const page = await visitor.background(url);
    expect([page.status, page.url]).toEqual([200, url]);
    expect(page.headers.get('content-type')).toContain('text/html');
    visitor.add(emulator.files.signIn().cookies);
    expect(await bytesOf(await visitor.background(url))).toEqual(new Uint8Array(ride));
    emulator.files.signOut();
    expect(await (await visitor.background(url)).text()).toContain('Sign in');
  });

  test('redirects visitors who are not signed in to the sign-in page', async () => {
    const url = emulator.files.serve('/mine.fit', { bytes: ride, membersOnly: 'redirect' });
    expect((await emulator.fetch(url)).url).toBe('https://files.example.org/login');
  });
});

describe('redirects', () => {
  test('lead from host to host, as many times as asked for', async () => {
    const end = emulator.files.serve('https://cdn.example.net/ride.fit', { bytes: ride });
    const start = emulator.files.redirects(3, end);
    expect(await emulator.fetch(start)).toMatchObject({ status: 200, url: end, redirected: true });
    expect(emulator.requests.map(({ host }) => host)).toEqual([
      'files.example.org',
      'cdn.example.net',
      'files.example.org',
      'cdn.example.net',
    ]);
  });

  test('can go on without end', async () => {
    const url = emulator.files.serve('/round', { redirectTo: '/round' });
    await expect(emulator.fetch(url)).rejects.toThrow('fetch failed');
  });
});

describe('the body of a file', () => {
  test('stops in the middle until the test releases it', async () => {
    const url = emulator.files.serve('/slow.fit', { bytes: ride });
    const fault = emulator.fail({ match: { host: 'files.example.org' }, stage: 'in reply', hold: true });
    const response = await emulator.fetch(url);
    const whole = bytesOf(response);
    await emulator.until(() => fault.strikes === 1);
    expect(emulator.requests[0]).toMatchObject({ status: 200 });
    expect(emulator.requests[0]?.outcome).toBeUndefined();
    fault.cancel();
    expect(await whole).toEqual(new Uint8Array(ride));
  });

  test('breaks off where the test says so', async () => {
    const url = emulator.files.serve('/cut.fit', { bytes: ride });
    emulator.fail({ stage: 'in reply', afterBytes: 20, cut: true });
    await expect(bytesOf(await emulator.fetch(url))).rejects.toThrow('terminated');
  });

  test('can be shorter than its Content-Length', async () => {
    const url = emulator.files.serve('/short.fit', { bytes: ride, claimedLength: ride.length + 1 });
    await expect(bytesOf(await emulator.fetch(url))).rejects.toThrow('terminated');
  });

  test('is cut at its Content-Length where it is longer', async () => {
    const url = emulator.files.serve('/long.fit', { bytes: ride, claimedLength: 100 });
    expect(await bytesOf(await emulator.fetch(url))).toEqual(new Uint8Array(ride.subarray(0, 100)));
  });

  test.each([
    ['a claim of two gigabytes', 2 ** 31],
    ['no claim at all', undefined],
  ])('goes on without end, with %s, until the client stops reading', async (_, claimedLength) => {
    const length = claimedLength === undefined ? {} : { claimedLength };
    const url = emulator.files.serve('/huge.fit', { bytes: ride, padded: true, ...length });
    const response = await emulator.fetch(url);
    expect(response.headers.get('content-length')).toBe(claimedLength === undefined ? null : String(claimedLength));
    const reader = response.body?.getReader();
    let read = 0;
    while (read < 1_000_000) read += (await reader?.read())?.value?.length ?? 0;
    await reader?.cancel();
    await emulator.until(() => emulator.requests[0]?.outcome === 'abandoned');
  });
});

describe('the download page', () => {
  test('offers every kind of download, each with a recording of its own', async () => {
    const { url, offers } = emulator.files.downloadPage();
    const page = await (await emulator.fetch(url)).text();
    expect(offers.map(({ kind }) => kind)).toEqual(downloadKinds);
    expect(new Set(offers.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).size).toBe(offers.length);
    for (const { kind, bytes } of offers) {
      expect(page).toContain(`id="${kind}"`);
      expect(readRecordings(bytes)).toHaveLength(1);
    }
  });

  test.each(downloadKinds)('delivers what it offers: %s', async kind => {
    const { offers } = emulator.files.downloadPage([kind]);
    const [offer] = offers;
    if (offer?.url === undefined) return;
    const method = kind === 'post' ? 'POST' : 'GET';
    expect(await bytesOf(await emulator.fetch(offer.url, { method }))).toEqual(new Uint8Array(offer.bytes));
    expect((await emulator.fetch(offer.url)).status).toBe({ post: 405, once: 403 }[kind as string] ?? 200);
  });

  test('has other recordings each time', () => {
    const [first, second] = [emulator.files.downloadPage(['plain']), emulator.files.downloadPage(['plain'])];
    expect(first.url).not.toBe(second.url);
    expect(first.offers[0]?.bytes).not.toEqual(second.offers[0]?.bytes);
  });
});

describe('the files that are no recordings', () => {
  test('are on one page, with a link to each', async () => {
    const { url, impostors } = emulator.files.impostors();
    const page = await (await emulator.fetch(url)).text();
    for (const { url: to, bytes } of impostors) {
      expect(page).toContain(`href="${to}"`);
      expect(await bytesOf(await emulator.fetch(to))).toEqual(new Uint8Array(bytes));
    }
  });

  test('are all refused by Intervals.icu', () => {
    for (const { what, bytes } of emulator.files.impostors().impostors) {
      if (what !== 'a route without times') expect(() => readRecordings(bytes), what).toThrow();
    }
  });
});

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}
