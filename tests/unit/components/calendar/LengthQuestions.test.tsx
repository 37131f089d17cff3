// @vitest-environment happy-dom
import { closeDatabases } from '../../../../lib/platform/database.ts';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { render } from 'preact';
import { beforeEach, describe, expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { LengthQuestions } from '../../../../components/calendar/LengthQuestions.tsx';
import { getLengthQuestions, saveOperation } from '../../../../lib/features/calendar/operation-log.ts';

beforeEach(async () => {
  await closeDatabases();
  globalThis.indexedDB = new IDBFactory();
});

const save = (name: string, athlete = 'i1') =>
  saveOperation({
    id: name,
    athlete,
    batch: 'batch',
    atMs: Date.now(),
    name,
    change: { kind: 'added', day: '2026-11-25', event: 7, lengths: { expectedSecs: 1680, madeSecs: 900 } },
  });

function show(athlete = 'i1'): HTMLElement {
  const page = document.createElement('div');
  document.body.replaceChildren(page);
  render(<LengthQuestions athlete={athlete} />, page);
  return page;
}

const button = (page: HTMLElement, name: string) =>
  [...page.querySelectorAll('button')].find(each => (each.getAttribute('aria-label') ?? each.textContent) === name);

describe('B1 a workout of another length', () => {
  test('is asked about with both lengths', async () => {
    await save('Tempo');
    const page = show();

    await expect
      .poll(() => page.textContent?.replaceAll('\u00a0', ' '))
      .toMatch(/“Tempo”, Wednesday, November 25.*: 15 min on Intervals.icu, 28 min as Musette reads it/);
    expect(button(page, 'Remove Tempo from the calendar')).toBeDefined();
  });

  test('is not asked about any more when it is kept', async () => {
    await save('Tempo');
    await save('Hills');
    const page = show();
    await expect.poll(() => button(page, 'Keep Tempo')).toBeDefined();
    button(page, 'Keep Tempo')?.click();

    await expect.poll(async () => (await getLengthQuestions('i1')).map(({ name }) => name)).toEqual(['Hills']);
  });

  test('passes the focus on to the next one when it is answered, and not to the button for all', async () => {
    for (const name of ['Tempo', 'Hills', 'Sprints']) await save(name);
    const page = show();
    await expect.poll(() => button(page, 'Keep Tempo')).toBeDefined();
    button(page, 'Keep Tempo')?.focus();
    button(page, 'Keep Tempo')?.click();

    await expect.poll(() => button(page, 'Keep Tempo')).toBeUndefined();
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toMatch(/^Keep (Hills|Sprints)$/);
  });

  test('is kept with all others by one button', async () => {
    await save('Tempo');
    await save('Hills');
    const page = show();
    await expect.poll(() => button(page, 'Keep all')).toBeDefined();
    button(page, 'Keep all')?.click();

    await expect.poll(() => getLengthQuestions('i1')).toEqual([]);
  });

  test('of another athlete is not asked about', async () => {
    await save('Tempo', 'i2');
    const page = show();

    expect(await getLengthQuestions('i1')).toEqual([]);
    expect(page.textContent).toBe('');
  });
});
