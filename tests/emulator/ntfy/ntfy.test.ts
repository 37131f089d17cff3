import { describe, expect, test } from 'vitest';
import { emulatorForTests } from '../for-tests.ts';
import { basic } from '../plain-client.ts';
import type { NtfyMessage } from './message.ts';

const HOUR = 3_600_000;

const emulator = await emulatorForTests();

describe('a topic', () => {
  test('returns what was published, one message a line, when polled', async () => {
    const published = await publish('Disk full');
    const { headers, lines } = await poll();
    expect(lines).toEqual([published]);
    expect(published).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9]{12}$/),
      time: expect.any(Number),
      expires: expect.any(Number),
      event: 'message',
      topic: 'mine',
      message: 'Disk full',
    });
    expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  test('is separate for each server and each name', async () => {
    await publish('Here');
    expect((await poll('', 'theirs')).lines).toEqual([]);
    const own = await emulator.fetch('https://ntfy.example.org/mine/json?poll=1');
    expect(await own.text()).toBe('');
    await publish('There', 'theirs');
    expect((await poll('', 'mine,theirs')).lines.map(({ message }) => message)).toEqual(['Here', 'There']);
  });

  test.each(['sp%20ace', 'x'.repeat(65)])('cannot have the name %s', async topic => {
    expect((await poll('', topic)).lines).toMatchObject([{ code: 40401, http: 404, error: 'page not found' }]);
  });
});

describe('a poll with since', () => {
  test('returns what came after an id, or everything when the id is unknown', async () => {
    const [first, second] = [await publish('1'), await publish('2')];
    expect((await poll(`&since=${first.id}`)).lines).toEqual([second]);
    expect((await poll(`&since=${second.id}`)).lines).toEqual([]);
    expect((await poll('&since=abcdefABCDEF')).lines).toEqual([first, second]);
  });

  test('returns what came from a time on', async () => {
    const first = await publish('1');
    emulator.ntfy.passTime(2 * HOUR);
    const second = await publish('2');
    expect((await poll(`&since=${first.time}`)).lines).toHaveLength(2);
    expect((await poll(`&since=${first.time + 1}`)).lines).toEqual([second]);
    expect((await poll('&since=1h30m')).lines).toEqual([second]);
    expect((await poll('&since=3h')).lines).toHaveLength(2);
    expect((await poll('&since=latest')).lines).toEqual([second]);
    expect((await poll('&since=none')).lines).toEqual([]);
  });

  test('is refused when since is neither', async () => {
    const { status, lines } = await poll('&since=yesterday');
    expect(status).toBe(400);
    expect(lines).toEqual([
      {
        code: 40008,
        http: 400,
        error: 'invalid since parameter',
        link: 'https://ntfy.sh/docs/subscribe/api/#fetch-cached-messages',
      },
    ]);
  });

  test('returns nothing that is older than twelve hours, and then its id is unknown', async () => {
    const { id } = await publish('Old');
    emulator.ntfy.passTime(12 * HOUR);
    const young = await publish('Young');
    expect((await poll()).lines).toEqual([young]);
    expect((await poll(`&since=${id}`)).lines).toEqual([young]);
  });
});

describe('a body that is too long for a message', () => {
  test.each([
    ['JSON', `{"a":"${'x'.repeat(5000)}"}`, 'attachment.json', 'application/json'],
    ['text', 'x'.repeat(4097), 'attachment.txt', 'text/plain; charset=utf-8'],
  ])('becomes an attachment: %s', async (_, body, name, type) => {
    const { id, time, message, attachment } = await publish(body);
    expect(message).toBe(`You received a file: ${name}`);
    const url = `https://ntfy.sh/file/${id}${name.slice('attachment'.length)}`;
    expect(attachment).toEqual({ name, type, size: body.length, expires: time + 3 * 3600, url });
    const file = await emulator.fetch(url);
    expect([await file.text(), file.headers.get('content-type')]).toEqual([body, type]);
    emulator.ntfy.passTime(3 * HOUR);
    expect((await emulator.fetch(url)).status).toBe(404);
  });

  test('is measured in bytes', async () => {
    expect((await publish('x'.repeat(4096))).attachment).toBeUndefined();
    expect((await publish('é'.repeat(2049))).attachment).toBeDefined();
  });

  test('is refused when it is too long for an attachment too', async () => {
    expect(await publish('x'.repeat(2 * 1024 * 1024 + 1))).toMatchObject({ code: 41301, http: 413 });
  });
});

describe('a protected topic', () => {
  test.each([
    [{ token: 'tk_secret' }, 'Bearer tk_secret'],
    [{ token: 'tk_secret' }, basic('', 'tk_secret')],
    [{ user: 'mo', password: 'x' }, basic('mo', 'x')],
  ])('with %j opens to “%s” alone', async (key, authorization) => {
    emulator.ntfy.protect('ntfy.sh/mine', key);
    expect(await publish('Open')).toMatchObject({ code: 40301, http: 403, error: 'forbidden' });
    expect((await poll('', 'mine', 'Bearer wrong')).lines).toMatchObject([{ code: 40101, http: 401 }]);
    await publish('Open', 'mine', authorization);
    expect((await poll('', 'mine', authorization)).lines).toMatchObject([{ message: 'Open' }]);
    expect((await poll('', 'other')).status).toBe(200);
  });
});

test('too many requests are refused in ntfy’s words', async () => {
  emulator.ntfy.requestsLeft = 1;
  expect((await poll()).status).toBe(200);
  expect((await poll()).lines).toEqual([
    {
      code: 42901,
      http: 429,
      error: 'limit reached: too many requests, please be nice',
      link: 'https://ntfy.sh/docs/publish/#limitations',
    },
  ]);
});

test('a stream opens, sends the past that is asked for, then new messages and keep-alives', async () => {
  await publish('Before');
  const response = await emulator.fetch('https://ntfy.sh/mine/json?since=all');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await publish('After');
  emulator.ntfy.keepAlive();
  let text = '';
  while (!text.includes('keepalive')) text += (await reader?.read())?.value;
  const lines = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(lines.map(({ event, message }) => message ?? event)).toEqual(['open', 'Before', 'After', 'keepalive']);
  await reader?.cancel();
});

async function publish(body: string, topic = 'mine', authorization?: string): Promise<NtfyMessage> {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  return (await emulator.fetch(`https://ntfy.sh/${topic}`, { method: 'POST', body, headers })).json();
}

async function poll(more = '', topic = 'mine', authorization?: string) {
  const headers = authorization === undefined ? {} : { Authorization: authorization };
  const response = await emulator.fetch(`https://ntfy.sh/${topic}/json?poll=1${more}`, { headers });
  const lines: NtfyMessage[] = (await response.text())
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
  return { status: response.status, headers: response.headers, lines };
}
