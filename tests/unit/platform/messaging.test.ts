import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handleMessages, type MessageHandlers } from '../../../lib/platform/messaging.ts';
import { Problem } from '../../../lib/platform/problem.ts';

const handled = vi.fn();
const handlers = new Proxy({} as MessageHandlers, {
  get: (_, name) => async (request: unknown) => {
    handled(name, request);
    if (name === 'undo')
      throw new Problem('offline', { detail: 'no network' }, { cause: new Error('secret') });
    return 'done';
  },
});

const OWN_PAGE = { id: 'test-extension-id', url: 'chrome-extension://test-extension-id/app.html' };
const ID = '7b1d7a8e-3c52-4c1e-9d0f-5a1b2c3d4e5f';

const listeners: Parameters<typeof chrome.runtime.onMessage.addListener>[0][] = [];

beforeEach(() => {
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation(
    path => `chrome-extension://test-extension-id${path}`,
  );
});

vi.spyOn(chrome.runtime.onMessage, 'addListener').mockImplementation(
  listener => void listeners.push(listener),
);
handleMessages(handlers);

function ask(
  name: unknown,
  request: unknown,
  sender: chrome.runtime.MessageSender = OWN_PAGE,
): Promise<unknown> {
  return new Promise(resolve => {
    listeners[0]?.({ id: 1, type: 'ask', timestamp: 0, data: { name, request } }, sender, resolve);
  });
}

describe('a message', () => {
  test('of a page of the extension reaches its handler, parsed', async () => {
    expect(await ask('sendAnyway', { id: ID, extra: 1 })).toMatchObject({ res: { answer: 'done' } });
    expect(handled).toHaveBeenCalledWith('sendAnyway', { id: ID });
  });

  test.each<[string, chrome.runtime.MessageSender]>([
    [
      'a content script, which has our id but the page’s address',
      { id: OWN_PAGE.id, url: 'https://evil.example/' },
    ],
    ['another extension', { id: 'someone-else', url: 'chrome-extension://someone-else/x.html' }],
    [
      'an address that only begins like ours',
      { id: OWN_PAGE.id, url: 'chrome-extension://test-extension-id.evil/' },
    ],
    ['nobody', {}],
  ])('of %s is not heard', async (_, sender) => {
    expect(await ask('sendAnyway', { id: ID }, sender)).toMatchObject({
      res: { problem: { kind: 'unexpected' } },
    });
    expect(handled).not.toHaveBeenCalled();
  });

  test.each<[unknown, unknown]>([
    ['sendAnyway', { id: 'not-an-id' }],
    ['sendAnyway', null],
    ['add', { files: ['ride.fit'] }],
    ['connect', { key: 'x'.repeat(5000) }],
    ['constructor', {}],
    [undefined, undefined],
  ])('%j with %j is refused before any handler', async (name, request) => {
    expect(await ask(name, request)).toMatchObject({ res: { problem: { kind: 'unexpected' } } });
    expect(handled).not.toHaveBeenCalled();
  });

  test('that goes wrong is answered with the facts of the problem and nothing else', async () => {
    expect(await ask('undo', { id: ID })).toEqual({
      res: { problem: { kind: 'offline', detail: 'no network' } },
    });
  });
});
