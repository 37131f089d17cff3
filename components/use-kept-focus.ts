import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Rows of the list carry `data-row` with their id. */
const ROWS = '[data-row]';
const FOCUSABLE = 'button, a[href], input, textarea';

interface Place {
  element: Element;
  id: string;
  index: number;
}

/**
 * Keeps the focus in a list whose buttons come and go. When the focused one goes, the focus moves to the same row, else to
 * the row that took its place, else to the list itself: never back to the top of the page.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  const last = useRef<Place | undefined>(undefined);
  useEffect(() => {
    const element = list.current;
    const remember = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? placeOf(target, element) : undefined;
    };
    // A focused element that is taken away may blur on its way out: only one that stays was left on purpose.
    const forget = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if (target instanceof Element && target.isConnected && last.current?.element === target) {
          last.current = undefined;
        }
      });
    element?.addEventListener('focusin', remember);
    element?.addEventListener('focusout', forget);
    return () => {
      element?.removeEventListener('focusin', remember);
      element?.removeEventListener('focusout', forget);
    };
  }, [list]);

  // Looks at what every drawing left of the focus, so it has no dependencies.
  useLayoutEffect(() => {
    const place = last.current;
    if (!place || place.element.isConnected || !isNowhere(document.activeElement)) return;
    last.current = undefined;
    successor(place, list.current)?.focus();
  });
}

const isNowhere = (active: Element | null): boolean => active === null || active === document.body;

function placeOf(element: Element, list: HTMLElement | null): Place | undefined {
  const row = element.closest<HTMLElement>(ROWS);
  if (!row || !list) return undefined;
  return { element, id: row.dataset.row ?? '', index: [...list.querySelectorAll(ROWS)].indexOf(row) };
}

function successor({ id, index }: Place, list: HTMLElement | null): HTMLElement | null {
  const rows = [...(list?.querySelectorAll<HTMLElement>(ROWS) ?? [])];
  const row = rows.find(({ dataset }) => dataset.row === id) ?? rows[index] ?? rows.at(-1);
  return row?.querySelector<HTMLElement>(FOCUSABLE) ?? row ?? list;
}
