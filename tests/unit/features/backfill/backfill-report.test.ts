import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BackfillJobState, createBackfillJob, setbackOf } from '../../../../lib/features/backfill/backfill-job.ts';
import {
  type BackfillOutcome,
  countByOutcome,
  countPending,
  createBackfillReport,
} from '../../../../lib/features/backfill/backfill-report.ts';
import { toBackfillRange } from '../../../../lib/features/backfill/backfill-view-options.ts';
import { estimateFinish } from '../../../../lib/features/backfill/estimate-finish.ts';
import type { UploadState } from '../../../../lib/features/uploads/upload.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../../lib/platform/time.ts';
import { toZonedTime } from '../../../../lib/platform/time-zone.ts';
import { NOON, someUpload } from '../../../support/some-upload.ts';

const activity = { id: '1', startMs: NOON, sport: 'ride' as const };
const job = (state: BackfillJobState) => ({
  ...createBackfillJob({ site: 'garmin', athlete: 'i1', activity }, 1),
  state,
});
const upload = (id: string, state: UploadState) => someUpload({ id, state });

const outcomes: [BackfillJobState, UploadState[], BackfillOutcome][] = [
  [{ name: 'waiting' }, [], 'waiting'],
  [{ name: 'no-file' }, [], 'no-file'],
  [{ name: 'handed', uploads: ['0'] }, [{ name: 'queued', dueAt: 0 }], 'on-the-way'],
  [{ name: 'handed', uploads: ['0'] }, [{ name: 'uploaded', at: 0 }], 'sent'],
  [{ name: 'handed', uploads: ['0'] }, [{ name: 'duplicate', at: 0, matchKind: 'same-id' }], 'known'],
  [{ name: 'handed', uploads: ['0'] }, [{ name: 'failed', problem: { kind: 'refused' } }], 'failed'],
  [
    { name: 'handed', uploads: ['0', '1'] },
    [
      { name: 'uploaded', at: 0 },
      { name: 'sending', since: 0 },
    ],
    'on-the-way',
  ],
  [
    { name: 'handed', uploads: ['0', '1'] },
    [
      { name: 'uploaded', at: 0 },
      { name: 'held', why: 'review' },
    ],
    'held',
  ],
  [{ name: 'handed', uploads: ['0'] }, [], 'removed'],
];

test.each(outcomes)('a job in state %o with uploads in states %o is reported as %s', (state, states, expected) => {
  const lines = createBackfillReport(
    [job(state)],
    states.map((one, n) => upload(String(n), one)),
  );
  expect(lines[0]?.outcome).toBe(expected);
});

test('an activity that was already known, and was created by Musette, counts as uploaded', () => {
  const ours = { ...upload('0', { name: 'duplicate', at: 0, matchKind: 'same-file' }), createdIds: ['i5'] };
  const tally = countByOutcome(createBackfillReport([job({ name: 'handed', uploads: ['0'] })], [ours]));
  expect([tally.sent, countPending(tally)]).toEqual([1, 0]);
});

describe('the estimated finish', () => {
  const load = { remaining: 100, paceMs: SECOND, remainingToday: 4000, perDay: 4800 };

  test.each([
    ['today at the current pace', load, NOON + 100 * SECOND],
    ['after midnight UTC when today’s budget is too small', { ...load, remainingToday: 40 }, NOON + 12 * HOUR + MINUTE],
    [
      'some days later for years of recordings',
      { ...load, remaining: 9700, remainingToday: 0 },
      NOON + 12 * HOUR + 2 * DAY + 100 * SECOND,
    ],
  ])('is %s', (_, given, expected) => {
    expect(estimateFinish(given, NOON)).toBe(expected);
  });

  test('is never earlier for more activities', () => {
    const number = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(number, number, number, (remaining, more, remainingToday) => {
        const given = { ...load, remaining, remainingToday };
        expect(estimateFinish({ ...given, remaining: remaining + more }, NOON)).toBeGreaterThanOrEqual(
          estimateFinish(given, NOON),
        );
      }),
    );
  });
});

test('a temporary problem fails an activity after three tries when the activity may be the cause', () => {
  expect(setbackOf({ kind: 'site-down' }, 1)).toMatchObject({ isOwnFault: true });
  expect(setbackOf({ kind: 'site-down' }, 2)).toBe('failed');
  expect(setbackOf({ kind: 'signed-out' }, 99)).toMatchObject({ isOwnFault: false });
  expect(setbackOf({ kind: 'site-rate-limited', retryAfterMs: HOUR }, 0)).toMatchObject({ waitMs: HOUR });
  // A wait that is longer would pass for one of a wrong clock.
  expect(setbackOf({ kind: 'site-rate-limited', retryAfterMs: 2 * DAY }, 0)).toMatchObject({ waitMs: DAY });
  expect(setbackOf({ kind: 'no-recording' }, 0)).toBe('no-file');
  expect(setbackOf({ kind: 'tab-closed' }, 0, 3)).toMatchObject({ waitMs: 4 * MINUTE });
  expect(setbackOf({ kind: 'tab-closed' }, 0, 99)).toMatchObject({ waitMs: 15 * MINUTE });
});

test('a time is converted to its zone in summer and in winter, and in an unknown zone', () => {
  expect(toZonedTime('Europe/Berlin', Date.UTC(2026, 6, 1, 22, 0, 7))).toBe(Date.UTC(2026, 6, 2, 0, 0, 7));
  expect(toZonedTime('Europe/Berlin', Date.UTC(2026, 0, 1))).toBe(Date.UTC(2026, 0, 1, 1));
  expect(toZonedTime('Asia/Kathmandu', NOON)).toBe(NOON + 5 * HOUR + 45 * MINUTE);
  expect(Number.isFinite(toZonedTime('Nowhere/Land', NOON))).toBe(true);
});

test('a range needs both dates in their order', () => {
  const dates = (from: string, to: string) => toBackfillRange({ site: 'garmin', span: 'dates', from, to }, NOON);
  const both = dates('2026-03-01', '2026-03-01');
  expect((both?.toMs ?? 0) - (both?.fromMs ?? 0)).toBe(DAY - 1);
  expect(dates('2026-03-02', '2026-03-01')).toBeUndefined();
  expect(toBackfillRange({ site: 'garmin', span: 'dates' }, NOON)).toBeUndefined();
  expect(toBackfillRange({ site: 'garmin', span: 'season' }, NOON)).toMatchObject({
    fromMs: NOON - 365 * DAY,
  });
});
