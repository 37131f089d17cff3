import { expect, test, vi } from 'vitest';
import { refreshWellness } from '../../../../lib/features/wellness/refresh-wellness.ts';
import type { WellnessEdit } from '../../../../lib/features/wellness/wellness-edit.ts';
import {
  getWellnessDays,
  getWellnessEdits,
  saveWellnessEdits,
} from '../../../../lib/features/wellness/wellness-store.ts';
import { day, emulator, last, me, undoLast, write } from '../../../support/wellness-driver.ts';

const WEIGHT: WellnessEdit = { day: '2026-11-03', key: 'weight', from: 70, to: 69.5 };
const ONE = { from: '2026-11-03', to: '2026-11-03' };

test('an undo can be repeated when its response was lost', async () => {
  emulator.seed.wellness([{ id: '2026-11-03', weight: 70 }]);
  await write([WEIGHT]);
  const held = emulator.fail({ match: { method: 'PUT' }, hold: true });
  const undoing = undoLast();
  await emulator.until(() => held.strikes === 1);
  emulator.fail({ match: { method: 'GET' }, reply: { status: 503 } });
  emulator.fail({ match: { method: 'PUT' }, reply: { status: 503 } });
  held.cancel();
  await expect(undoing).rejects.toMatchObject({ kind: 'server-down' });
  emulator.mend();
  await undoLast();
  expect(day('2026-11-03')?.weight).toBe(70);
  expect(await last()).toMatchObject({ kind: 'undo', state: 'sent', unwritten: [] });
});

test('a pending edit is deleted when its value is on Intervals.icu already', async () => {
  emulator.seed.wellness([{ id: '2026-11-03', weight: 70, mood: 2 }]);
  const mood: WellnessEdit = { day: '2026-11-03', key: 'mood', from: 2, to: 1 };
  await saveWellnessEdits(me(), [WEIGHT, mood]);
  emulator.changeWellness('2026-11-03', { weight: 69.5 });
  await refreshWellness(ONE);
  expect(await getWellnessEdits(me())).toEqual([mood]);
});

test('days that were read before a write do not replace the written ones', async () => {
  emulator.seed.wellness([{ id: '2026-11-03', weight: 70 }]);
  const held = emulator.fail({
    match: { method: 'GET', path: /wellness/ },
    stage: 'after processing',
    hold: true,
  });
  const refreshing = refreshWellness(ONE);
  await emulator.until(() => held.strikes === 1);
  const writing = write([WEIGHT]);
  await vi.waitFor(async () => {
    const { pending = [] } = await navigator.locks.query();
    const isWritten = pending.length > 0 || (await last()).state === 'sent';
    expect(isWritten).toBe(true);
  });
  held.cancel();
  await Promise.all([refreshing, writing]);
  expect(await getWellnessDays(me(), ONE)).toMatchObject([{ values: { weight: 69.5 } }]);
});
