import { useEffect } from 'preact/hooks';

/** The day of a drop target. */
export const getDropDay = (target: EventTarget | null): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-day]')?.dataset.day : undefined;

/** Highlights the day under dragged files. */
export function useDropDayHighlight(isDragOver: boolean): void {
  useEffect(() => {
    if (!isDragOver) return;
    let highlighted: Element | null | undefined;
    const highlight = (day: Element | null | undefined) => {
      if (day === highlighted) return;
      highlighted?.removeAttribute('data-over');
      day?.setAttribute('data-over', '');
      highlighted = day;
    };
    const drag = ({ target }: DragEvent) => highlight(target instanceof Element ? target.closest('[data-day]') : null);
    addEventListener('dragover', drag);
    return () => {
      removeEventListener('dragover', drag);
      highlight(null);
    };
  }, [isDragOver]);
}
