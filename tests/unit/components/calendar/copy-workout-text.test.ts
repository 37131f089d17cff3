import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { copyWorkoutText } from '../../../../components/calendar/save-workouts.ts';
import { clearCalendars, replaceCalendarRange } from '../../../../lib/features/calendar/calendar-store.ts';
import type { CalendarEvent } from '../../../../lib/services/intervals/calendar-event.ts';
import { someEvent } from '../../../support/some-event.ts';

const ZWO = '<workout_file/>';
const STEPS = {
  steps: [{ durationSecs: 600 }, { reps: 2, steps: [{ durationSecs: 60 }, { durationSecs: 30 }] }],
};

let copied = '';

beforeEach(async () => {
  await clearCalendars();
  copied = '';
  const writeText = async (text: string) => {
    copied = text;
  };
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});

/** Copies an event, of which Intervals.icu has made a zwo. */
async function copy(event: CalendarEvent): Promise<string> {
  const result = { bytes: new TextEncoder().encode(ZWO), digest: 'aa', contentDigest: 'aa' };
  const files = [{ event: event.id, format: 'zwo' as const, ranges: '//', result }];
  await replaceCalendarRange('i1', { from: event.day, to: event.day }, { events: [event], files, atMs: 1 });
  await copyWorkoutText('i1', event, { format: 'fit', ranges: {} });
  return copied;
}

test.each([
  ['its original text', '- 10m 60%\n\n2x\n- 1m 110%\n- 30s 50%'],
  ['its description when it has no steps', 'Just run', {}],
])('a workout is copied as %s', async (_, description, doc = { doc: STEPS }) => {
  expect(await copy(someEvent({ description, ...doc }))).toBe(description);
});

test.each([
  ['without a text', {}],
  ['with a description that has no steps', { description: 'Hold it' }],
  ['with a description that looks like other steps', { description: '- 2 bottles\n- 5 km to the hill' }],
])('a workout that was added as a file, %s, is copied as zwo', async (_, text) => {
  expect(await copy(someEvent({ doc: STEPS, ...text }))).toBe(ZWO);
});
