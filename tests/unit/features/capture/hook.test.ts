import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { REPORT_WINDOW_MS } from '../../../../lib/features/capture/capture-limits.ts';
import { wrapMethod } from '../../../../lib/features/capture/hook/hook.ts';
import { looksLikeRecording } from '../../../../lib/features/capture/hook/looks-like-recording.ts';
import { EventThrottle, REPORT_EVENT } from '../../../../lib/features/capture/hook/protocol.ts';
import { startRelay } from '../../../../lib/features/capture/hook/relay.ts';
import { fitFile, gpxFile, makeGzip } from '../../../fixtures/recordings.ts';

describe('a wrapped function of the page', () => {
  const owner = () => ({
    add(a: number, b: number) {
      if (a < 0) throw new RangeError('negative');
      return a + b;
    },
  });

  test('reports its arguments and result, and changes neither', () => {
    const page = owner();
    const heard: unknown[] = [];
    const before = [page.add.name, page.add.length, String(page.add).includes('return')];
    wrapMethod(page, 'add', (self, args, result) => heard.push([self === page, args, result]));
    expect(page.add(1, 2)).toBe(3);
    expect(heard).toEqual([[true, [1, 2], 3]]);
    expect([page.add.name, page.add.length]).toEqual(before.slice(0, 2));
  });

  test('hides errors of the listener from the page, and throws the page’s own', () => {
    const page = owner();
    wrapMethod(page, 'add', () => {
      throw new Error('ours');
    });
    expect(page.add(1, 2)).toBe(3);
    expect(() => page.add(-1, 2)).toThrow(RangeError);
  });
});

test('the limit of reports, in number or in bytes, is never exceeded in any window', () => {
  const event = fc.tuple(fc.nat(3000), fc.integer({ min: 1, max: 4 }));
  fc.assert(
    fc.property(fc.array(event, { maxLength: 300, size: 'max' }), events => {
      const allowance = new EventThrottle(10);
      let now = 0;
      const taken = events.flatMap(([step, cost]) => {
        now += step;
        return allowance.tryAcquire(now, cost) ? { at: now, cost } : [];
      });
      for (const { at } of taken) {
        const inWindow = taken.filter(other => other.at >= at && other.at < at + REPORT_WINDOW_MS);
        expect(inWindow.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(10);
      }
      expect(allowance.isIdle(now + REPORT_WINDOW_MS)).toBe(true);
    }),
  );
});

test('a fetched body is reported only when its first bytes could be a recording’s', async () => {
  const start = Date.UTC(2026, 2, 1, 7);
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"></svg>');
  const page = new TextEncoder().encode('<!doctype html><title>Sign in</title>');
  expect(looksLikeRecording(fitFile({ startMs: start, durationSecs: 10 }).subarray(0, 1024), 'fetch')).toBe(true);
  expect(looksLikeRecording(gpxFile({ startMs: start, durationSecs: 10 }).subarray(0, 1024), 'fetch')).toBe(true);
  expect(looksLikeRecording(await makeGzip(new Uint8Array(100)), 'fetch')).toBe(true);
  expect([looksLikeRecording(svg, 'fetch'), looksLikeRecording(svg, 'click')]).toEqual([false, true]);
  expect([looksLikeRecording(page, 'fetch'), looksLikeRecording(page, 'click')]).toEqual([false, false]);
});

describe('the relay', () => {
  const heard: unknown[] = [];
  let page: EventTarget;
  beforeEach(() => {
    heard.length = 0;
    page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    startRelay(said => heard.push(said));
  });
  afterEach(() => vi.unstubAllGlobals());

  const speak = (detail: unknown) => page.dispatchEvent(new CustomEvent(REPORT_EVENT, { detail }));

  const recording = Buffer.from(fitFile({ startMs: 0, durationSecs: 600 })).toString('base64');
  const report = (base64: unknown, how: unknown = 'click') => JSON.stringify({ how, base64, url: 'x', name: 'x' });

  test('passes on what starts like a recording', () => {
    speak(report(recording));
    expect(heard).toEqual([{ how: 'click', base64: recording, url: 'x', name: 'x' }]);
  });

  test.each([
    ['zeros', report('A'.repeat(40_000_000))],
    ['a web page', report(btoa('<!doctype html><title>Sign in</title>'))],
    ['an image that was only fetched', report(btoa('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), 'fetch')],
    ['what is no base64', report('%%%%')],
    ['no text', report(7)],
    ['another kind', report(recording, 'both')],
    ['any other JSON', '[]'],
    ['nothing', 'null'],
  ])('S8 drops %s before the background hears of it', (_, detail) => {
    speak(detail);
    expect(heard).toEqual([]);
  });

  test.each([[{}], [undefined], ['{'], [new Uint8Array(3)], ['"'.padEnd(50_000_000, 'x')]])(
    'passes over what is none',
    detail => {
      speak(detail);
      expect(heard).toEqual([]);
    },
  );

  test('drops messages that come too fast', () => {
    const text = report(recording);
    for (let n = 0; n < 10_000; n += 1) speak(text);
    expect(heard).toHaveLength(20);
  });
});
