import { useState } from 'preact/hooks';
import type { PlacedStep } from './workout-layout.ts';
import type { WorkoutProfile } from './workout-profile.ts';

/** The step that is pointed at, by mouse, finger or keys, and what makes an element listen to them. */
export function useMarkedStep({ placedSteps, length }: WorkoutProfile) {
  /** Counted from 1; 0 while none is pointed at. */
  const [number, setNumber] = useState(0);
  const marked: PlacedStep | undefined = placedSteps[number - 1];

  const handlePointer = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    const at = ((event.clientX - left) / width) * length;
    setNumber(placedSteps.findLastIndex(({ from }) => from <= at) + 1);
  };
  const handleKey = (event: KeyboardEvent) => {
    const next = KEYS[event.key]?.(number, placedSteps.length);
    if (next === undefined || (event.key === 'Escape' && number === 0)) return;
    // The page would scroll, and a dialog around it would close.
    event.preventDefault();
    event.stopPropagation();
    setNumber(next);
  };
  const clear = () => setNumber(0);
  return {
    marked,
    number: marked ? number : 0,
    onPointerMove: handlePointer,
    onPointerDown: handlePointer,
    // A finger that lifts leaves, too, but what it pointed at is to be read then.
    onPointerLeave: (event: PointerEvent) => event.pointerType === 'mouse' && clear(),
    onKeyDown: handleKey,
    onBlur: clear,
  };
}

const stepForward = (number: number, last: number): number => Math.min(number + 1, last);
const stepBack = (number: number): number => Math.max(number - 1, 1);

const KEYS: Record<string, (number: number, last: number) => number> = {
  ArrowRight: stepForward,
  ArrowUp: stepForward,
  ArrowLeft: stepBack,
  ArrowDown: stepBack,
  Home: () => 1,
  End: (_, last) => last,
  Escape: () => 0,
};
