import { useState } from 'preact/hooks';
import type { Place } from '../../lib/workouts/layout.ts';
import type { Profile } from '../../lib/workouts/profile.ts';

/** The step that is pointed at, by mouse, finger or keys, and what makes an element listen to them. */
export function useMarkedStep({ places, length }: Profile) {
  /** Counted from 1; 0 while none is pointed at. */
  const [number, setNumber] = useState(0);
  const marked: Place | undefined = places[number - 1];

  const follow = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    const at = ((event.clientX - left) / width) * length;
    setNumber(places.findLastIndex(({ from }) => from <= at) + 1);
  };
  const press = (event: KeyboardEvent) => {
    const next = KEYS[event.key]?.(number, places.length);
    if (next === undefined || (event.key === 'Escape' && number === 0)) return;
    // The page would scroll, and a dialog around it would close.
    event.preventDefault();
    event.stopPropagation();
    setNumber(next);
  };
  const leave = () => setNumber(0);
  return {
    marked,
    number: marked ? number : 0,
    onPointerMove: follow,
    onPointerDown: follow,
    // A finger that lifts leaves, too, but what it pointed at is to be read then.
    onPointerLeave: (event: PointerEvent) => event.pointerType === 'mouse' && leave(),
    onKeyDown: press,
    onBlur: leave,
  };
}

const forth = (number: number, last: number): number => Math.min(number + 1, last);
const back = (number: number): number => Math.max(number - 1, 1);

const KEYS: Record<string, (number: number, last: number) => number> = {
  ArrowRight: forth,
  ArrowUp: forth,
  ArrowLeft: back,
  ArrowDown: back,
  Home: () => 1,
  End: (_, last) => last,
  Escape: () => 0,
};
