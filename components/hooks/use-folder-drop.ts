import { useState } from 'preact/hooks';

/**
 * State and handlers of a drop target for folders. `take` must read the transfer before the drop event ends; it resolves to whether
 * it was a folder.
 */
export function useFolderDrop(
  run: (work: () => Promise<unknown>) => void,
  take: (transfer: DataTransfer) => Promise<boolean>,
) {
  const [over, setOver] = useState(false);
  const [noFolder, setNoFolder] = useState(false);
  const onDragOver = (event: DragEvent) => {
    // Otherwise the browser opens what is dropped in place of the page.
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const { dataTransfer } = event;
    if (!dataTransfer) return;
    const handled = take(dataTransfer);
    run(async () => setNoFolder(!(await handled)));
  };
  return { over, noFolder, onDragOver, onDragLeave: () => setOver(false), onDrop };
}
