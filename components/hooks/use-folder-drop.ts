import { useState } from 'preact/hooks';

/** What a place needs that takes folders by drag and drop. `take` says whether it was one, before the drop event is over. */
export function useFolderDrop(
  run: (work: () => Promise<unknown>) => void,
  take: (transfer: DataTransfer) => Promise<boolean>,
) {
  const [over, setOver] = useState(false);
  const [noFolder, setNoFolder] = useState(false);
  const onDragOver = (event: DragEvent) => {
    // Without this the browser would open what is dropped in place of the page.
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
