import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { accountRequests } from '../../../lib/features/account/requests.ts';
import { uploadRequests } from '../../../lib/features/uploads/requests.ts';
import {
  answerRequests,
  type RequestHandlers,
  type RequestSet,
  receiveRequests,
} from '../../../lib/platform/messaging.ts';
import { Problem } from '../../../lib/platform/problem.ts';

const handled = vi.fn();

/** Handlers that only note what reaches them; `undo` fails. */
function noting<Data, Answers>(requests: RequestSet<Data, Answers>) {
  const handlers = new Proxy({} as RequestHandlers<Data, Answers>, {
    get: (_, name) => async (data: unknown) => {
      handled(name, data);
      if (name === 'undo') throw new Problem('offline', { detail: 'no network' }, { cause: new Error('secret') });
      return 'done';
    },
  });
  return answerRequests(requests, handlers);
}

const OWN_PAGE = { id: 'test-extension-id', url: 'chrome-extension://test-extension-id/app.html' };
const ID = '7b1d7a8e-3c52-4c1e-9d0f-5a1b2c3d4e5f';

const listeners: Parameters<typeof fakeBrowser.runtime.onMessage.addListener>[0][] = [];

beforeEach(() => {
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation(path => `chrome-extension://test-extension-id${path}`);
});

vi.spyOn(fakeBrowser.runtime.onMessage, 'addListener').mockImplementation(listener => void listeners.push(listener));
receiveRequests([noting(uploadRequests), noting(accountRequests)]);

const hear = (message: unknown, sender: object = OWN_PAGE): unknown => listeners[0]?.(message, sender, () => undefined);

const ask = (name: unknown, data: unknown, sender?: object, feature = 'uploads'): unknown =>
  hear({ request: { feature, name, data } }, sender);

describe('the background', () => {
  test('hands a request of its own page to the handler of its feature, parsed', async () => {
    expect(await ask('sendAnyway', { id: ID, extra: 1 })).toEqual({ answer: 'done' });
    expect(await ask('disconnect', {}, OWN_PAGE, 'account')).toEqual({ answer: 'done' });
    expect(handled.mock.calls).toEqual([
      ['sendAnyway', { id: ID }],
      ['disconnect', {}],
    ]);
  });

  test.each<[string, object]>([
    [
      'a content script, which has the extension’s id but its page’s address',
      { id: OWN_PAGE.id, url: 'https://evil.example/' },
    ],
    ['another extension', { id: 'someone-else', url: 'chrome-extension://someone-else/x.html' }],
    [
      'an address that only begins like the extension’s own',
      { id: OWN_PAGE.id, url: 'chrome-extension://test-extension-id.evil/' },
    ],
    ['a sender without id and address', {}],
  ])('refuses a request from %s', async (_, sender) => {
    expect(await ask('sendAnyway', { id: ID }, sender)).toMatchObject({ problem: { kind: 'unexpected' } });
    expect(handled).not.toHaveBeenCalled();
  });

  test.each<[unknown, unknown]>([
    ['sendAnyway', { id: 'not-an-id' }],
    ['sendAnyway', null],
    ['add', { files: ['ride.fit'] }],
    ['constructor', {}],
    ['disconnect', {}],
  ])('refuses %j with %j before any handler sees it', async (name, data) => {
    expect(await ask(name, data)).toMatchObject({ problem: { kind: 'unexpected' } });
    expect(handled).not.toHaveBeenCalled();
  });

  test('refuses a key that is far too long', async () => {
    expect(await ask('connectKey', { key: 'x'.repeat(5000) }, OWN_PAGE, 'account')).toMatchObject({
      problem: { kind: 'unexpected' },
    });
    expect(handled).not.toHaveBeenCalled();
  });

  test('answers a failure with the facts of the problem and nothing else', async () => {
    expect(await ask('undo', { id: ID })).toEqual({ problem: { kind: 'offline', detail: 'no network' } });
  });

  test.each([undefined, null, 'text', { said: {} }, { request: 'x' }, { request: { feature: 'uploads' } }])(
    'leaves the message %j to other listeners',
    message => {
      expect(hear(message)).toBeUndefined();
    },
  );
});
