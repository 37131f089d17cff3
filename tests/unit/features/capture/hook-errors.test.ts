// @vitest-environment happy-dom
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { installHook } from '../../../../lib/features/capture/hook/hook.ts';
import { fitFile } from '../../../fixtures/recordings.ts';

/** Errors that reach the page, with the stacks that would show it who threw them. */
const seen: unknown[] = [];
const see = (error: unknown) => void seen.push(error);

beforeAll(() => {
  installHook();
  process.on('unhandledRejection', see);
  addEventListener('error', see);
  // Not in Node 24.
  const value = () => '';
  Object.defineProperty(Uint8Array.prototype, 'toBase64', { value, configurable: true });
});
afterAll(() => void process.off('unhandledRejection', see));
beforeEach(() => {
  seen.length = 0;
});

/** A page saves a recording in a link that is in no document. */
function save(): void {
  const blob = new Blob([fitFile({ startMs: 0, durationSecs: 60 })]);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'ride.fit';
  link.click();
}

const settle = () => new Promise(resolve => setTimeout(resolve, 50));

const refuse = () => Promise.reject(new Error('replaced'));
const fail = () => {
  throw new Error('replaced');
};

describe('S13 a page that replaces what the hook uses', () => {
  test.each<[string, () => unknown]>([
    ['the bytes of a blob', () => vi.spyOn(Blob.prototype, 'arrayBuffer').mockImplementation(refuse)],
    ['parts of a blob', () => vi.spyOn(Blob.prototype, 'slice').mockImplementation(fail)],
    ['events', () => vi.spyOn(globalThis, 'dispatchEvent').mockImplementation(fail)],
    [
      'what a link is',
      () => Object.defineProperty(HTMLAnchorElement, Symbol.hasInstance, { value: fail, configurable: true }),
    ],
  ])('%s, gets no error of the hook’s', async (_, replace) => {
    replace();
    save();
    document.body.click();
    await settle();
    Reflect.deleteProperty(HTMLAnchorElement, Symbol.hasInstance);
    expect(seen).toEqual([]);
  });

  test('gets none when its own request fails, or has another answer than a response', async () => {
    const requests = [() => refuse(), () => Promise.resolve(null), () => Promise.resolve({ ok: true })];
    for (const request of requests) {
      const page = { fetch: request };
      vi.stubGlobal('fetch', page.fetch);
      installHook();
      await globalThis.fetch('https://example.org/').catch(() => undefined);
    }
    vi.unstubAllGlobals();
    await settle();
    expect(seen).toEqual([]);
  });
});
