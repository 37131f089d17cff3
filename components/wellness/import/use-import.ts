import { useRef, useState } from 'preact/hooks';
import type { Circumstances } from '../../../lib/wellness/import/imported.ts';
import type { Mapping } from '../../../lib/wellness/import/mapping.ts';
import { useLeaveWarning } from '../../uploads/use-add-files.ts';
import { type ImportedFile, readFile, remapped } from './read-file.ts';

/** The file that is being read, and how much of it was, from 0 to 1. */
export interface Reading {
  name: string;
  share: number;
}

/** Files of other programs, as far as they were read. */
export interface Importing {
  files: ImportedFile[];
  /** Undefined while nothing is being read. */
  reading: Reading | undefined;
  /** Reads files, one after the other. */
  add: (files: File[]) => void;
  /** Leaves the file that is being read, and those that wait. */
  stop: () => void;
  /** The same, and throws away what was read. */
  clear: () => void;
  leaveOut: (id: string) => void;
  map: (id: string, mapping: Mapping) => void;
}

/** Reads exports of other programs in this page: they go nowhere before somebody has seen what is in them. */
export function useImport(circumstances: Circumstances): Importing {
  const [files, setFiles] = useState<ImportedFile[]>([]);
  const [reading, setReading] = useState<Reading>();
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const underWay = useRef(new AbortController());
  useLeaveWarning(reading !== undefined);

  const read = async (file: File, signal: AbortSignal) => {
    if (signal.aborted) return;
    const show = (share: number) => setReading({ name: file.name, share });
    show(0);
    const done = await readFile(file, circumstances, { signal, onRead: show });
    setReading(undefined);
    if (done) setFiles(before => [...before, done]);
  };

  const stop = () => {
    underWay.current.abort();
    underWay.current = new AbortController();
  };
  return {
    files,
    reading,
    add: chosen => {
      const { signal } = underWay.current;
      for (const file of chosen) line.current = line.current.then(() => read(file, signal));
    },
    stop,
    clear: () => {
      stop();
      setFiles([]);
    },
    leaveOut: id => setFiles(before => before.filter(file => file.id !== id)),
    map: (id, mapping) =>
      setFiles(before =>
        before.map(file =>
          file.id === id && 'imported' in file
            ? { ...file, imported: remapped(file.imported, mapping, circumstances) }
            : file,
        ),
      ),
  };
}
