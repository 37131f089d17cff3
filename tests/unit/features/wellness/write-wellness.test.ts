import { describe, expect, test, vi } from 'vitest';
import { disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { refreshWellness } from '../../../../lib/features/wellness/refresh-wellness.ts';
import type { WellnessEdit } from '../../../../lib/features/wellness/wellness-edit.ts';
import {
  getWellnessDays,
  getWellnessEdits,
  getWellnessReadMs,
  saveWellnessEdits,
} from '../../../../lib/features/wellness/wellness-store.ts';
import { getOverwrittenEdits } from '../../../../lib/features/wellness/write-log.ts';
import { DAY } from '../../../../lib/platform/time.ts';
import { day, emulator, last, me, puts, undoLast, write } from '../../../support/wellness-driver.ts';

const WEIGHT: WellnessEdit = { day: '2026-11-03', key: 'weight', from: 70, to: 69.5 };
const MOOD: WellnessEdit = { day: '2026-11-01', key: 'mood', to: 2 };

const seed = () => emulator.seed.wellness([{ id: '2026-11-03', weight: 70, hrv: 55, comments: 'Tired', MyField: 7 }]);

describe('writing wellness', () => {
  test('sends one request with only the changed fields of the changed days', async () => {
    seed();
    await saveWellnessEdits(me(), [WEIGHT, MOOD]);
    expect(await write([WEIGHT, MOOD])).toBe('written');
    expect(puts()).toEqual([
      [
        { id: '2026-11-01', mood: 2 },
        { id: '2026-11-03', weight: 69.5 },
      ],
    ]);
    expect(day('2026-11-03')).toMatchObject({ weight: 69.5, hrv: 55, comments: 'Tired', locked: null });
    expect(await last()).toMatchObject({ state: 'sent', changes: [WEIGHT, MOOD], unwritten: [] });
    expect(await getWellnessEdits(me())).toEqual([]);
  });

  test('stops at a value that a device changed meanwhile, until the athlete decides', async () => {
    seed();
    emulator.changeWellness('2026-11-03', { weight: 68.9 });
    await saveWellnessEdits(me(), [WEIGHT]);
    expect(await write([WEIGHT, MOOD])).toBe('changed');
    expect(puts()).toEqual([]);
    expect(await getWellnessEdits(me())).toEqual([WEIGHT]);
    expect(await getWellnessDays(me(), { from: '2026-11-03', to: '2026-11-03' })).toMatchObject([
      { values: { weight: 68.9 } },
    ]);
    expect(await write([{ ...WEIGHT, from: 68.9 }])).toBe('written');
    expect(day('2026-11-03')?.weight).toBe(69.5);
  });

  test('skips locked days and logs them', async () => {
    emulator.seed.wellness([{ id: '2026-11-03', weight: 70, locked: true }]);
    expect(await write([WEIGHT, MOOD])).toBe('written');
    expect(puts()).toEqual([[{ id: '2026-11-01', mood: 2 }]]);
    expect((await last()).unwritten).toMatchObject([{ ...WEIGHT, reason: 'locked', now: 70 }]);
  });

  test('sends no request when every day is locked', async () => {
    emulator.seed.wellness([{ id: '2026-11-03', weight: 70, locked: true }]);
    await write([WEIGHT]);
    expect(puts()).toEqual([]);
  });

  test('locks days only when asked to, and then cannot be undone', async () => {
    seed();
    await write([WEIGHT, MOOD], { lock: true });
    expect(puts()).toEqual([
      [
        { id: '2026-11-01', mood: 2, locked: true },
        { id: '2026-11-03', weight: 69.5, locked: true },
      ],
    ]);
    expect(day('2026-11-03')?.locked).toBe(true);
    await expect(undoLast()).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('logs values that the server ignored in a successful response', async () => {
    emulator.seed.wellness([{ id: '2026-11-03', menstrualPhase: 'LUTEAL' }]);
    const cleared: WellnessEdit = { day: '2026-11-03', key: 'menstrualPhase', from: 'LUTEAL' };
    await write([cleared, MOOD]);
    expect(await last()).toMatchObject({
      changes: [MOOD],
      unwritten: [{ ...cleared, reason: 'ignored', now: 'LUTEAL' }],
    });
  });

  test('clears numbers and texts', async () => {
    seed();
    await write([
      { day: '2026-11-03', key: 'hrv', from: 55 },
      { day: '2026-11-03', key: 'comments', from: 'Tired' },
    ]);
    expect(puts()).toEqual([[{ id: '2026-11-03', hrv: -1, comments: '' }]]);
    expect((await last()).unwritten).toEqual([]);
  });

  test('refuses to write for another athlete than the one that was shown', async () => {
    await expect(write([MOOD], { athlete: 'i999' })).rejects.toMatchObject({ kind: 'wrong-athlete' });
    expect(puts()).toEqual([]);
  });

  test('sends ten years in parts of a year', async () => {
    const edits = Array.from({ length: 800 }, (_, n) => ({
      day: new Date(Date.UTC(2020, 0, 1 + 3 * n)).toISOString().slice(0, 10),
      key: 'weight',
      to: 70 + n / 100,
    }));
    await write(edits, { kind: 'import' });
    expect(puts().map(body => (body as unknown[]).length)).toEqual([366, 366, 68]);
    expect(await last()).toMatchObject({ state: 'sent', unwritten: [] });
    expect((await last()).changes).toHaveLength(800);
  });
});

test('a write that was logged while the clock was ahead is not the last one forever', async () => {
  seed();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * DAY });
  try {
    await write([MOOD]);
  } finally {
    vi.useRealTimers();
  }
  await write([WEIGHT]);

  expect(await last()).toMatchObject({ changes: [WEIGHT] });
});

describe('writing wellness over a failing connection', () => {
  test('changes nothing when it is refused, and keeps the edits', async () => {
    seed();
    await saveWellnessEdits(me(), [WEIGHT]);
    emulator.fail({ match: { method: 'PUT' }, reply: { status: 503 } });
    await expect(write([WEIGHT])).rejects.toMatchObject({ kind: 'server-down' });
    await expect(last()).rejects.toThrow('nothing was sent');
    expect(await getWellnessEdits(me())).toEqual([WEIGHT]);
  });

  test('succeeds when the response is lost but the values are saved', async () => {
    seed();
    emulator.fail({ match: { method: 'PUT' }, stage: 'after processing', cut: true });
    expect(await write([WEIGHT])).toBe('written');
    expect(await last()).toMatchObject({ state: 'sent', changes: [WEIGHT] });
  });

  test('logs a write as sending when the days cannot be read again, and can undo it', async () => {
    seed();
    const held = emulator.fail({ match: { method: 'PUT' }, hold: true });
    const writing = write([WEIGHT]);
    await emulator.until(() => held.strikes === 1);
    emulator.fail({ match: { method: 'GET' }, reply: { status: 503 } });
    held.cancel();
    await expect(writing).rejects.toMatchObject({ kind: 'server-down' });
    expect((await last()).state).toBe('sending');
    emulator.mend();
    await undoLast();
    expect(day('2026-11-03')?.weight).toBe(70);
  });
});

describe('undoing a write', () => {
  test('restores the values, and clears those that were empty', async () => {
    seed();
    await write([WEIGHT, MOOD]);
    await undoLast();
    expect(puts().at(-1)).toEqual([
      { id: '2026-11-01', mood: -1 },
      { id: '2026-11-03', weight: 70 },
    ]);
    expect(day('2026-11-03')?.weight).toBe(70);
    expect(day('2026-11-01')?.mood).toBeNull();
    expect(await last()).toMatchObject({ kind: 'undo', unwritten: [] });
    await expect(undoLast()).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('keeps values that were changed again since then', async () => {
    seed();
    await write([WEIGHT, MOOD]);
    emulator.changeWellness('2026-11-03', { weight: 68 });
    await undoLast();
    expect(day('2026-11-03')?.weight).toBe(68);
    expect(day('2026-11-01')?.mood).toBeNull();
    expect((await last()).unwritten).toMatchObject([{ key: 'weight', reason: 'changed', now: 68 }]);
  });
});

describe('the stored days', () => {
  const RANGE = { from: '2026-11-01', to: '2026-11-30' };

  test('are read in one request with custom fields, and deleted with the account', async () => {
    seed();
    emulator.clearRequests();
    await Promise.all([refreshWellness(RANGE), refreshWellness(RANGE)]);
    expect(emulator.requests).toHaveLength(1);
    expect(await getWellnessDays(me(), RANGE)).toMatchObject([{ day: '2026-11-03', values: { MyField: 7 } }]);
    expect(await getWellnessReadMs(me(), RANGE)).toBeTypeOf('number');
    await disconnectAccount();
    expect(await getWellnessDays('i123456', RANGE)).toEqual([]);
  });

  test('survive failed responses and malformed rows', async () => {
    seed();
    await refreshWellness(RANGE);
    emulator.fail({ match: { method: 'GET' }, reply: { status: 200, body: '{"error":"no"}' } });
    await expect(refreshWellness(RANGE)).rejects.toMatchObject({ kind: 'unreadable-reply' });
    emulator.mend();
    emulator.fail({
      match: { method: 'GET' },
      reply: { status: 200, body: '[null,{"id":"2026-13-77"},{"id":"2026-11-04","weight":null,"hrv":"x"}]' },
    });
    await refreshWellness(RANGE);
    expect(await getWellnessDays(me(), RANGE)).toEqual([{ day: '2026-11-04', values: { hrv: 'x' } }]);
  });
});

describe('B2 after a device has written over a value', () => {
  test('the last write names the edits that save the athlete’s values again, and a lock keeps them', async () => {
    seed();
    await write([WEIGHT, MOOD]);
    const days = () => getWellnessDays(me(), { from: '2026-11-01', to: '2026-11-03' });
    expect(getOverwrittenEdits(await last(), await days())).toEqual([]);

    emulator.changeWellness('2026-11-03', { weight: 68.9, mood: 1 });
    await refreshWellness({ from: '2026-11-01', to: '2026-11-03' });
    const edits = getOverwrittenEdits(await last(), await days());
    expect(edits).toEqual([{ ...WEIGHT, from: 68.9 }]);

    expect(await write(edits, { lock: true })).toBe('written');
    expect(day('2026-11-03')).toMatchObject({ weight: 69.5, locked: true });
    expect(getOverwrittenEdits(await last(), await days())).toEqual([]);
  });
});
