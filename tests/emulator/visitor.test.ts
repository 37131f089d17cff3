import { beforeEach, expect, test } from 'vitest';
import { type Cookie, setCookie } from './cookies.ts';
import { emulatorForTests } from './for-tests.ts';
import type { Visitor } from './visitor.ts';

const url = 'https://files.example.org/ride.fit';
const page = 'https://files.example.org/rides';

const emulator = await emulatorForTests();
let visitor: Visitor;

beforeEach(() => {
  visitor = emulator.visitor();
});

test.each([
  ['a page of the same origin', page, 'same-origin', ['Strict', 'Lax', 'None']],
  ['a page of the same site', 'https://www.example.org/', 'same-site', ['Strict', 'Lax', 'None']],
  ['a page of another site', 'https://elsewhere.example/', 'cross-site', ['None']],
  ['the background', undefined, 'none', ['Strict', 'Lax', 'None']],
])('a request from %s says so, and sends the cookies that it may', async (_, from, crossing, sent) => {
  visitor.add((['Strict', 'Lax', 'None'] as const).map(sameSite => cookie({ name: sameSite, sameSite })));
  const go = from === undefined ? visitor.background : visitor.page(from);
  await go(url, { credentials: 'include' }).catch(() => undefined);
  const [request] = emulator.requests;
  expect(request?.headers['sec-fetch-site']).toBe(crossing);
  expect(request?.headers.cookie).toBe(sent.map(name => `${name}=v`).join('; '));
});

test('a page sends cookies to its own origin alone, unless told otherwise', async () => {
  visitor.add([cookie({})]);
  await visitor.page(page)(url);
  await visitor
    .page('https://www.example.org/')(url)
    .catch(() => undefined);
  await visitor.page(page)(url, { credentials: 'omit' });
  expect(emulator.requests.map(({ headers }) => headers.cookie)).toEqual(['name=v', undefined, undefined]);
});

test('a visitor keeps, replaces and forgets cookies as replies say', async () => {
  for (const value of ['one', 'two']) {
    emulator.fail({ reply: { status: 200, headers: { 'Set-Cookie': setCookie(cookie({ value }), 60) } } });
    await visitor.background(url);
    expect(visitor.cookies).toEqual([cookie({ value })]);
  }
  emulator.fail({ reply: { status: 200, headers: { 'Set-Cookie': setCookie(cookie({}), 0) } } });
  await visitor.background(url);
  expect(visitor.cookies).toEqual([]);
});

test('a cookie of one host does not go to another; a cookie of a domain does', async () => {
  visitor.add([cookie({ name: 'host' }), cookie({ name: 'domain', domain: '.example.org' })]);
  await visitor.background(url);
  await visitor.background('https://www.example.org/');
  expect(emulator.requests.map(({ headers }) => headers.cookie)).toEqual(['host=v; domain=v', 'domain=v']);
});

test('two visitors share no cookies', async () => {
  visitor.add([cookie({})]);
  await emulator.visitor().background(url);
  expect(emulator.requests[0]?.headers.cookie).toBeUndefined();
});

function cookie(given: Partial<Cookie>): Cookie {
  const usual = { name: 'name', value: 'v', domain: 'files.example.org', path: '/', secure: true } as const;
  return { ...usual, httpOnly: true, sameSite: 'Lax', ...given };
}
