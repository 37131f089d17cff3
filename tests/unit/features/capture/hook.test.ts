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

test('the rate limit of reports is never exceeded in any window', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3000), { maxLength: 300, size: 'max' }), steps => {
      const allowance = new EventThrottle(10);
      let now = 0;
      const taken = steps.flatMap(step => {
        now += step;
        return allowance.tryAcquire(now) ? now : [];
      });
      for (const at of taken) {
        expect(taken.filter(other => other >= at && other < at + REPORT_WINDOW_MS).length).toBeLessThanOrEqual(10);
      }
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

  test('passes on any JSON', () => {
    speak('{"how":"click"}');
    expect(heard).toEqual([{ how: 'click' }]);
  });

  test.each([[{}], [undefined], ['{'], [new Uint8Array(3)], ['"'.padEnd(50_000_000, 'x')]])(
    'passes over what is none',
    detail => {
      speak(detail);
      expect(heard).toEqual([]);
    },
  );

  test('drops messages that come too fast', () => {
    for (let n = 0; n < 10_000; n += 1) speak(`{"n":${n}}`);
    expect(heard).toHaveLength(20);
  });
});
