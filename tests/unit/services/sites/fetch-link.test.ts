import { beforeEach, describe, expect, test } from 'vitest';
import type { PlainProblem } from '../../../../lib/platform/problem.ts';
import { fetchLink } from '../../../../lib/services/sites/fetch-link.ts';
import { getDispositionFileName } from '../../../../lib/services/sites/site-responses.ts';
import { emulatorForTests } from '../../../emulator/for-tests.ts';
import type { Visitor } from '../../../emulator/visitor.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import { noTab, tabWith } from '../../../support/site-tab.ts';

const emulator = await emulatorForTests();
let visitor: Visitor;
const bytes = fitFile({ startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 60 });

beforeEach(() => {
  visitor = emulator.visitor();
});

const fetchIt = (address: string, reach = noTab(visitor)) => fetchLink(new URL(address), reach);

const expectProblem = (work: Promise<unknown>, { kind, ...facts }: Partial<PlainProblem>) =>
  expect(work).rejects.toMatchObject({ kind, facts });

describe('a linked file', () => {
  test('is fetched by the background, with the name that its server gives it', async () => {
    const url = emulator.files.serve('/download?id=5', {
      bytes,
      disposition: 'attachment; filename="ride 1.fit"',
    });
    const { files } = await fetchIt(url);
    expect(files[0]?.name).toBe('ride 1.fit');
    expect(Buffer.from((await files[0]?.arrayBuffer()) ?? new ArrayBuffer()).equals(bytes)).toBe(true);
  });

  test('is fetched in a page of its own host, with the person’s cookies', async () => {
    visitor.add(emulator.files.signIn().cookies);
    const url = emulator.files.serve('/mine/Ausfahrt%20%232.fit', { bytes, membersOnly: 'redirect' });
    const { files } = await fetchIt(url, tabWith(visitor, 'https://files.example.org/list', ''));
    expect(files[0]?.name).toBe('Ausfahrt #2.fit');
    expect(emulator.requests.map(({ headers }) => headers['sec-fetch-site'])).toEqual(['same-origin']);
  });

  test('is fetched through a chain of redirects between hosts', async () => {
    const url = emulator.files.serve('/end.fit', { bytes });
    expect((await fetchIt(emulator.files.redirects(5, url))).files[0]?.name).toBe('end.fit');
  });
});

describe('a failed request for a link is reported', () => {
  test.each(['page', 'redirect'] as const)('when it needs a sign-in, shown by a %s', async membersOnly => {
    const url = emulator.files.serve('/mine.fit', { bytes, membersOnly });
    await expectProblem(fetchIt(url), {
      kind: 'signed-out',
      site: 'files.example.org',
      page: url as `https://${string}`,
    });
  });

  test('when it leads to a web page or an unknown format', async () => {
    const page = emulator.files.page('/list', [{ url: 'https://files.example.org/x.fit' }]);
    await expectProblem(fetchIt(page), { kind: 'web-page', site: 'files.example.org' });
    await expectProblem(fetchIt(emulator.files.serve('/x.fit', { bytes: 'hello there' })), {
      kind: 'unknown-format',
    });
    await expectProblem(fetchIt(emulator.files.serve('/y.fit', { bytes: '' })), { kind: 'empty-file' });
  });

  test('when its address is gone or was valid only once', async () => {
    const url = emulator.files.serve('/once.fit', { bytes, once: true });
    await fetchIt(url);
    await expectProblem(fetchIt(url), { kind: 'not-yours' });
    await expectProblem(fetchIt('https://files.example.org/nothing.fit'), { kind: 'site-not-found' });
  });

  test('when there is neither access to the host nor a page of it', async () => {
    await expectProblem(fetchIt('https://files.example.org/x.fit', noTab(visitor, false)), {
      kind: 'no-access',
      site: 'files.example.org',
    });
    expect(emulator.requests).toEqual([]);
  });
});

describe('a malicious page', () => {
  test('cannot make Musette fetch a private address', async () => {
    for (const address of ['http://localhost./x.fit', 'https://2130706433/x.fit', 'https://192.168.1.1/x.fit'])
      await expectProblem(fetchIt(address), { kind: 'forbidden-address' });
    expect(emulator.requests).toEqual([]);
  });

  test('cannot redirect to one either: what comes from there is not read', async () => {
    await expectProblem(fetchIt(`${emulator.hostile.url}redirect.fit`), { kind: 'forbidden-address' });
  });

  test('cannot redirect a fetch in its own page to another host', async () => {
    const tab = tabWith(visitor, emulator.hostile.url, '');
    await expect(fetchIt(`${emulator.hostile.url}redirect.fit`, tab)).rejects.toMatchObject({
      kind: expect.stringMatching(/site-unreachable|forbidden-address/),
    });
  });

  test.each(['huge.fit', 'endless.fit'])(
    'cannot fill the memory with %s',
    async path => {
      const address = `${emulator.hostile.url}${path}`;
      await expectProblem(fetchIt(address), { kind: 'too-large-download' });
      await expectProblem(fetchIt(address, tabWith(visitor, emulator.hostile.url, '')), {
        kind: 'too-large-download',
      });
      // Some 90 MB have to arrive before it is enough.
    },
    60_000,
  );
});

test.each([
  ['attachment; filename="a b.fit"', 'a b.fit'],
  ['attachment; filename=ride.fit; size=3', 'ride.fit'],
  ['attachment; filename="plain.fit"; filename*=UTF-8\'\'Gr%C3%BCn.fit', 'Grün.fit'],
  ['attachment; filename="plain.fit"; filename*=UTF-8\'\'100%.fit', 'plain.fit'],
  ['attachment; filename="a \\"b\\".fit"', 'a "b".fit'],
  ['attachment', undefined],
  [undefined, undefined],
])('the name in %j is %j', (disposition, name) => {
  expect(getDispositionFileName(disposition)).toBe(name);
});

describe('S2 Intervals.icu', () => {
  const session = {
    name: 'icu',
    value: 'session',
    domain: 'intervals.icu',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'None',
  } as const;
  const sentCookies = () =>
    emulator.requests.filter(({ host, headers }) => host === 'intervals.icu' && headers.cookie !== undefined);

  test.each([
    'https://intervals.icu/api/v1/athlete/0/activities',
    'http://intervals.icu/x.fit',
    'https://INTERVALS.icu./x.fit',
    'https://www.intervals.icu/x.fit',
    'https://intervals.icu:443/x.fit',
  ])('%s is not requested', async address => {
    visitor.add([session]);
    await expectProblem(fetchIt(address), { kind: 'on-intervals' });
    await expectProblem(fetchIt(address, tabWith(visitor, new URL(address).href, '')), { kind: 'on-intervals' });
    expect(emulator.requests).toEqual([]);
  });

  test('gets no cookie when a link redirects to it, in the background and in the page', async () => {
    visitor.add([session]);
    visitor.add(emulator.files.signIn().cookies);
    const url = emulator.files.serve('/aimed', { redirectTo: 'https://intervals.icu/api/v1/athlete/0' });
    await expectProblem(fetchIt(url), { kind: 'on-intervals' });
    await expect(fetchIt(url, tabWith(visitor, 'https://files.example.org/list', ''))).rejects.toThrow();
    await expectProblem(fetchIt(emulator.files.redirects(3, 'https://intervals.icu/api/v1/athlete/0')), {
      kind: 'on-intervals',
    });
    expect(sentCookies()).toEqual([]);
  });

  test('is another host than one that only sounds like it', async () => {
    await expectProblem(fetchIt('https://intervals.icu.example.org/x.fit'), { kind: 'site-not-found' });
  });
});

describe('S15 the cookies of a site', () => {
  test('go to the address of the link, and not to where it redirects', async () => {
    const end = emulator.files.serve('https://cdn.example.net/end.fit', { bytes });
    const url = emulator.files.serve('/start', { redirectTo: end });
    visitor.add(emulator.files.signIn().cookies);
    visitor.add([
      { ...emulator.files.signIn().cookies[0], name: 'other', domain: 'cdn.example.net', sameSite: 'None' } as never,
    ]);
    expect((await fetchIt(url)).files[0]?.name).toBe('end.fit');
    const sent = emulator.requests.map(({ host, headers }) => [host, headers.cookie !== undefined]);
    expect(sent[0]).toEqual(['files.example.org', true]);
    expect(sent.filter(([host, hasCookie]) => host === 'cdn.example.net' && hasCookie)).toEqual([]);
  });
});

/** As `fetch` gives the bytes of a header. */
const asBytes = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

test.each([
  [`attachment; filename="${asBytes('Vélo.fit')}"`, 'Vélo.fit'],
  [`attachment; filename=${asBytes('自転車.fit')}`, '自転車.fit'],
  ['attachment; filename="V\u00e9lo.fit"', 'Vélo.fit'],
  ['attachment; filename="Vélo 自.fit"', 'Vélo 自.fit'],
  ['attachment; filename*="UTF-8\'\'V%C3%A9lo.fit"', 'Vélo.fit'],
  ["attachment; filename*=utf-8'en'V%C3%A9lo.fit; size=3", 'Vélo.fit'],
  ["attachment; filename*=iso-8859-1''V%E9lo.fit", 'Vélo.fit'],
  ["attachment; filename*=windows-1251''%C2%E5%EB%EE.fit", 'Вело.fit'],
  ["attachment; filename=plain.fit; filename*=x-unheard-of''a.fit", 'plain.fit'],
  ["attachment; filename=plain.fit; filename*=UTF-8''%E9.fit", 'plain.fit'],
  ['attachment; xfilename="other.fit"; filename="ride.fit"', 'ride.fit'],
  ['attachment; filename="ride.fit', 'ride.fit'],
])('A9 the name in %j is %j', (disposition, name) => {
  expect(getDispositionFileName(disposition)).toBe(name);
});
