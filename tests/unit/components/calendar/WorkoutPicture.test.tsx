// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { WorkoutPicture } from '../../../../components/calendar/WorkoutPicture.tsx';

const doc = {
  ftp: 250,
  steps: [
    { durationSecs: 600, power: { value: 60, units: '%ftp' } },
    { reps: 2, steps: [{ durationSecs: 300, power: { value: 100, units: '%ftp' }, text: 'Hold it' }] },
  ],
};

const place = document.createElement('div');
document.body.append(place);

const slider = (): HTMLElement => place.querySelector<HTMLElement>('[role=slider]') ?? place;
const heard = (): string => slider().getAttribute('aria-valuetext')?.replaceAll('\u00a0', ' ') ?? '';
const shown = (): string =>
  place.querySelector('figcaption div')?.textContent?.replaceAll('\u00a0', ' ') ?? 'the whole';

function press(key: string): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  act(() => void slider().dispatchEvent(event));
  return event.defaultPrevented;
}

/** The element is 600 px wide, one pixel for two seconds. */
function point(kind: string, clientX: number, pointerType = 'mouse') {
  slider().getBoundingClientRect = () => new DOMRect(0, 0, 600, 100);
  act(() => void slider().dispatchEvent(new PointerEvent(kind, { clientX, pointerType, bubbles: true })));
}

afterEach(() => render(null, place));

describe('a full workout picture', () => {
  beforeEach(() => act(() => render(<WorkoutPicture doc={doc} name="Over" size="full" />, place)));

  test('shows the numbers of one step after the other by keyboard', () => {
    expect(heard()).toBe('3 steps. Use the arrow keys to move through them.');
    press('ArrowRight');
    expect(heard()).toBe('Step 1 of 3: 10 min at 150 W (60% of FTP)');
    expect(press('ArrowRight')).toBe(true);
    expect(heard()).toBe('Step 2 of 3, round 1 of 2: 5 min at 250 W (100% of FTP), “Hold it”');
    expect(shown()).toContain('round 1 of 2');
    press('End');
    press('ArrowRight');
    expect(slider().getAttribute('aria-valuenow')).toBe('3');
    press('Home');
    press('ArrowLeft');
    expect(slider().getAttribute('aria-valuenow')).toBe('1');
  });

  test('clears the step with Escape, and leaves the next Escape and every other key to the page', () => {
    press('ArrowRight');

    expect([press('Escape'), shown()]).toEqual([true, 'the whole']);
    expect([press('Escape'), press('Tab'), press('a')]).toEqual([false, false, false]);
  });

  test('shows the numbers of the step under the mouse, and of the step that was tapped', () => {
    point('pointermove', 299);
    expect(shown()).toContain('Step 1 of 3');
    point('pointermove', 301);
    expect(shown()).toContain('Step 2 of 3');
    point('pointerleave', 700);
    expect(shown()).toBe('the whole');
    point('pointerdown', 599, 'touch');
    point('pointerleave', 599, 'touch');
    expect(shown()).toContain('Step 3 of 3');
  });

  test('marks every text cue, also in the middle of a step', () => {
    const timed = { steps: [{ durationSecs: 400, text: 'First 100^30 Second 300^ Third' }] };
    act(() => render(<WorkoutPicture doc={timed} name="Timed" size="full" />, place));
    const marks = [...place.querySelectorAll<HTMLElement>('.profile-cue')];

    expect(marks.map(({ style }) => style.insetInlineStart)).toEqual(['0%', '25%', '75%']);
  });

  test('says so when it does not show the whole workout', () => {
    const endless = { ...doc, isTruncated: true };
    act(() => render(<WorkoutPicture doc={endless} name="Endless" size="full" />, place));

    expect(place.textContent).toContain('has more steps than can be shown');
  });

  test('contains the steps as a list, and repeats as nested lists', () => {
    const steps = [...place.querySelectorAll('ol ol li')].map(({ textContent }) => textContent);

    expect(steps).toEqual([expect.stringContaining('5 min at')]);
  });
});

describe('a workout card', () => {
  test('is one image whose label describes the whole workout', () => {
    act(() => render(<WorkoutPicture doc={doc} name="Over" size="card" />, place));

    expect(place.querySelector('[role=img]')?.getAttribute('aria-label')?.replaceAll('\u00a0', ' ')).toBe(
      'Over: 20 min: 10 min at 150 W, 2 × 5 min at 250 W',
    );
    expect(place.querySelector('[tabindex], ol')).toBeNull();
  });

  test('says that there is nothing to draw when the workout has no steps', () => {
    act(() => render(<WorkoutPicture doc={{ steps: [] }} name="Rest" size="card" />, place));

    expect(place.textContent).toBe('There are no steps to draw. Read the text instead.');
  });
});
