import { useEffect, useState } from 'preact/hooks';
import { type Dropped, droppedFiles } from './dropped-files.ts';

/** Takes files that are dropped anywhere on the page, and tells on what. Says whether some are held over it now. */
export function useDrop(
  onDropped: (dropped: Promise<Dropped>, on: EventTarget | null) => void,
  isWanted?: (name: string) => boolean,
): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Without this the browser would open the file in place of the page.
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => setOver(relatedTarget !== null);
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      onDropped(droppedFiles(event.dataTransfer, isWanted), event.target);
    };
    const end = new AbortController();
    const { signal } = end;
    addEventListener('dragenter', drag, { signal });
    addEventListener('dragover', drag, { signal });
    addEventListener('dragleave', leave, { signal });
    addEventListener('drop', drop, { signal });
    return () => end.abort();
  }, [onDropped, isWanted]);
  return over;
}
