import { useEffect } from 'preact/hooks';

/** The day that something on the page belongs to. */
export const dayOf = (at: EventTarget | null): string | undefined =>
  at instanceof Element ? at.closest<HTMLElement>('[data-day]')?.dataset.day : undefined;

/** Marks the day that files are held over. */
export function useDayUnder(over: boolean): void {
  useEffect(() => {
    if (!over) return;
    let marked: Element | null | undefined;
    const mark = (day: Element | null | undefined) => {
      if (day === marked) return;
      marked?.removeAttribute('data-over');
      day?.setAttribute('data-over', '');
      marked = day;
    };
    const drag = ({ target }: DragEvent) =>
      mark(target instanceof Element ? target.closest('[data-day]') : null);
    addEventListener('dragover', drag);
    return () => {
      removeEventListener('dragover', drag);
      mark(null);
    };
  }, [over]);
}
