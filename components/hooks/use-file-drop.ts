import { useEffect, useState } from 'preact/hooks';
import { type DroppedFiles, readDroppedFiles } from './dropped-files.ts';

/**
 * Accepts files that are dropped anywhere on the page; `onDropped` also gets the element under the pointer. `isWanted` decides by name
 * about files inside folders. Returns whether files are being dragged over the page.
 */
export function useFileDrop(
  onDropped: (dropped: Promise<DroppedFiles>, on: EventTarget | null) => void,
  isWanted: (name: string) => boolean,
): boolean {
  const [isDragOver, setIsDragOver] = useState(false);
  useEffect(() => {
    const handleDrag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // Otherwise the browser opens the file in place of the page.
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsDragOver(true);
    };
    const handleLeave = ({ relatedTarget }: DragEvent) => setIsDragOver(relatedTarget !== null);
    const handleDrop = (event: DragEvent) => {
      setIsDragOver(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      onDropped(readDroppedFiles(event.dataTransfer, isWanted), event.target);
    };
    const controller = new AbortController();
    const { signal } = controller;
    addEventListener('dragenter', handleDrag, { signal });
    addEventListener('dragover', handleDrag, { signal });
    addEventListener('dragleave', handleLeave, { signal });
    addEventListener('drop', handleDrop, { signal });
    return () => controller.abort();
  }, [onDropped, isWanted]);
  return isDragOver;
}
