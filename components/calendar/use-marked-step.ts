import { useState } from 'preact/hooks';
import type { PlacedStep } from './workout-layout.ts';
import type { WorkoutProfile } from './workout-profile.ts';

/** The step under the pointer or chosen by keys, and the event handlers for the element. */
export function useMarkedStep({ placedSteps, length }: WorkoutProfile) {
  /** Counted from 1; 0 while there is none. */
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
    // Arrow keys would scroll the page, and Escape would close a dialog around it.
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
    // A finger leaves when it lifts, too, but then its step stays to be read.
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
