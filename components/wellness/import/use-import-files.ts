import { useRef, useState } from 'preact/hooks';
import {
  applyColumnMapping,
  applyDateOrder,
  parseImportFile,
  type WellnessImportFile,
} from '../../../lib/features/wellness/import-file.ts';
import { isSystemFile } from '../../../lib/formats/file-names.ts';
import type { ColumnMapping } from '../../../lib/formats/wellness/column-mapping.ts';
import type { DateContext, WellnessImport } from '../../../lib/formats/wellness/import-result.ts';
import type { DateOrder } from '../../../lib/formats/wellness/parse-date.ts';
import { useLeaveWarning } from '../../hooks/use-leave-warning.ts';

/** The file that is being read; `fraction` is from 0 to 1. */
interface FileReadProgress {
  name: string;
  fraction: number;
}

/** The files of an import, and what can be done with them. */
export interface ImportFiles {
  files: WellnessImportFile[];
  /** Undefined while no file is being read. */
  progress: FileReadProgress | undefined;
  /** Reads files, one after another. */
  add: (files: File[]) => void;
  /** Stops reading, and drops the files that are waiting. */
  stop: () => void;
  /** Stops reading, and removes all files. */
  clear: () => void;
  remove: (id: string) => void;
  setMapping: (id: string, mapping: ColumnMapping) => void;
  /** Sets which number of the dates of a known table comes first; undefined lets the dates decide. */
  setOrder: (id: string, order: DateOrder | undefined) => void;
}

/** Reads exports of other programs in this page. Nothing is sent before the athlete has reviewed it. */
export function useImportFiles(dateContext: DateContext): ImportFiles {
  const [files, setFiles] = useState<WellnessImportFile[]>([]);
  const [progress, setProgress] = useState<FileReadProgress>();
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const abortController = useRef(new AbortController());
  useLeaveWarning(progress !== undefined);

  const read = async (file: File, signal: AbortSignal) => {
    if (signal.aborted) return;
    const show = (fraction: number) => setProgress({ name: file.name, fraction });
    show(0);
    const done = await parseImportFile(file, dateContext, { signal, onProgress: show });
    setProgress(undefined);
    if (done) setFiles(before => [...before, done]);
  };

  const change = (id: string, apply: (result: WellnessImport) => WellnessImport) =>
    setFiles(before =>
      before.map(file => (file.id === id && 'result' in file ? { ...file, result: apply(file.result) } : file)),
    );

  const stop = () => {
    abortController.current.abort();
    abortController.current = new AbortController();
  };
  return {
    files,
    progress,
    add: chosen => {
      const { signal } = abortController.current;
      for (const file of chosen.filter(({ name }) => !isSystemFile(name)))
        queue.current = queue.current.then(() => read(file, signal));
    },
    stop,
    clear: () => {
      stop();
      setFiles([]);
    },
    remove: id => setFiles(before => before.filter(file => file.id !== id)),
    setMapping: (id, mapping) => change(id, result => applyColumnMapping(result, mapping, dateContext)),
    setOrder: (id, order) => change(id, result => applyDateOrder(result, order, dateContext)),
  };
}
