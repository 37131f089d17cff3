import { expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { getEventFacts, getEventSummary } from '../../../../components/calendar/event-labels.ts';
import { someEvent } from '../../../support/some-event.ts';

test('a calendar entry shows its time of day first, in the format of the language', () => {
  const event = someEvent({ time: '17:30', movingSecs: 2400, load: 46 });
  expect(getEventSummary(event).replace(/\s/g, ' ')).toBe('5:30 PM · 40 min · load 46');
  expect(new Map(getEventFacts(event)).get('Time')?.replace(/\s/g, ' ')).toBe('5:30 PM');
});

test('a calendar entry without a time shows its duration first', () => {
  expect(getEventSummary(someEvent({ movingSecs: 2400 })).replace(/\s/g, ' ')).toBe('40 min · load 62');
});
