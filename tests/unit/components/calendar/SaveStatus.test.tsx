// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { SaveStatus } from '../../../../components/calendar/SaveStatus.tsx';
import type { SaveState } from '../../../../components/calendar/use-save-workouts.ts';

function said(state: SaveState): string | undefined {
  const page = document.createElement('div');
  render(<SaveStatus state={state} onCancel={() => undefined} />, page);
  return page.textContent?.trim();
}

test('the status counts what was saved before a failure', () => {
  const problem = { kind: 'server-down' } as const;
  const why = 'Intervals.icu has a server problem. It usually passes soon.';
  expect(said({ name: 'failed', written: 0, problem })).toBe(why);
  expect(said({ name: 'failed', written: 1, problem })).toBe(`${why} 1 workout was saved, the others were not.`);
  expect(said({ name: 'failed', written: 3, problem })).toBe(`${why} 3 workouts were saved, the others were not.`);
});

test('the status says so when saving is cancelled before anything was saved', () => {
  expect(said({ name: 'cancelled', written: 0 })).toBe('Cancelled. Nothing was saved.');
  expect(said({ name: 'cancelled', written: 1 })).toBe('Cancelled. 1 workout was saved.');
});
