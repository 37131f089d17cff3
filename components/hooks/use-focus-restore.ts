import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Each row has its id in `data-row`. */
const ROW_SELECTOR = '[data-row]';
const FOCUSABLE_SELECTOR = 'button, a[href], input, textarea';

interface FocusPosition {
  element: Element;
  id: string;
  index: number;
}

/**
 * Keeps the focus in a list whose buttons appear and disappear. When the focused button is removed, the focus moves to its row, else
 * to the row that took its place, else to the list itself: never back to the top of the page.
 */
export function useFocusRestore(list: RefObject<HTMLElement | null>): void {
  const last = useRef<FocusPosition | undefined>(undefined);
  useEffect(() => {
    const element = list.current;
    const remember = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? getFocusPosition(target, element) : undefined;
    };
    // Removing a focused element may fire `focusout`. Only if the element is still there did the person leave it.
    const clear = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if (target instanceof Element && target.isConnected && last.current?.element === target) {
          last.current = undefined;
        }
      });
    element?.addEventListener('focusin', remember);
    element?.addEventListener('focusout', clear);
    return () => {
      element?.removeEventListener('focusin', remember);
      element?.removeEventListener('focusout', clear);
    };
  }, [list]);

  // No dependencies: every render may remove the focused element.
  useLayoutEffect(() => {
    const position = last.current;
    if (!position || position.element.isConnected || !isFocusLost(document.activeElement)) return;
    last.current = undefined;
    findSuccessor(position, list.current)?.focus();
  });
}

const isFocusLost = (active: Element | null): boolean => active === null || active === document.body;

function getFocusPosition(element: Element, list: HTMLElement | null): FocusPosition | undefined {
  const row = element.closest<HTMLElement>(ROW_SELECTOR);
  if (!row || !list) return undefined;
  return { element, id: row.dataset.row ?? '', index: [...list.querySelectorAll(ROW_SELECTOR)].indexOf(row) };
}

function findSuccessor({ id, index }: FocusPosition, list: HTMLElement | null): HTMLElement | null {
  const rows = [...(list?.querySelectorAll<HTMLElement>(ROW_SELECTOR) ?? [])];
  const row = rows.find(({ dataset }) => dataset.row === id) ?? rows[index] ?? rows.at(-1);
  return row?.querySelector<HTMLElement>(FOCUSABLE_SELECTOR) ?? row ?? list;
}
