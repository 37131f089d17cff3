import { useCallback, useMemo } from 'preact/hooks';
import { lacksFile, type Upload } from '../../lib/features/uploads/upload.ts';
import type { UploadReview } from '../../lib/features/uploads/upload-commands.ts';
import { type DroppedFiles, toDroppedFiles } from '../hooks/dropped-files.ts';
import type { ActionRunner } from '../hooks/use-actions.ts';
import { uploadActions } from './upload-actions.ts';
import type { DirectUploadAction } from './upload-row.ts';

/** The handlers of a row's buttons. The object is stable, so that memoized rows do not render again. */
export interface UploadRowHandlers {
  onAction: (id: string, action: DirectUploadAction) => void;
  /** Adds the file that an upload waits for, or replaces its file. */
  onFile: (upload: Upload, files: File[]) => void;
  onReview: (id: string, review: UploadReview) => void;
}

/** The handlers of rows, which run their actions with `run`. */
export function useUploadRowHandlers(
  run: ActionRunner['run'],
  add: (dropped: DroppedFiles) => void,
): UploadRowHandlers {
  const onAction = useCallback<UploadRowHandlers['onAction']>(
    (id, action) => run(id, () => REQUESTS[action](id)),
    [run],
  );
  const onFile = useCallback<UploadRowHandlers['onFile']>(
    (upload, files) => {
      const { id } = upload;
      const [file] = files;
      if (lacksFile(upload)) {
        if (file) run(id, () => uploadActions.chooseFile(id, file));
        return;
      }
      add(toDroppedFiles(files));
      run(id, () => uploadActions.remove(id));
    },
    [run, add],
  );
  const onReview = useCallback<UploadRowHandlers['onReview']>(
    (id, review) => run(id, () => uploadActions.review(id, review)),
    [run],
  );
  return useMemo(() => ({ onAction, onFile, onReview }), [onAction, onFile, onReview]);
}

const REQUESTS: Record<DirectUploadAction, (id: string) => Promise<unknown>> = {
  confirm: id => uploadActions.confirm(id),
  retry: id => uploadActions.retry(id),
  'send-anyway': uploadActions.sendAnyway,
  pair: id => uploadActions.setPaired(id, true),
  unpair: id => uploadActions.setPaired(id, false),
  undo: uploadActions.undo,
  'undo-asked': uploadActions.undo,
  'undo-presumed': uploadActions.undo,
  remove: id => uploadActions.remove(id),
};
