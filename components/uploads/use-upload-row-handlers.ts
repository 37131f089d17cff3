import { useCallback, useMemo } from 'preact/hooks';
import type { Upload } from '../../lib/features/uploads/upload.ts';
import type { UploadReview } from '../../lib/features/uploads/upload-commands.ts';
import { type DroppedFiles, toDroppedFiles } from '../hooks/dropped-files.ts';
import type { ActionRunner } from '../hooks/use-actions.ts';
import { uploadActions } from './upload-actions.ts';
import type { DirectUploadAction } from './upload-row.ts';

/** What a row's buttons call. The same object as long as nothing under it changes, so that rows need not be drawn anew. */
export interface UploadRowHandlers {
  onAction: (id: string, action: DirectUploadAction) => void;
  /** The file that this row waits for, or another one in place of its own. */
  onFile: (upload: Upload, files: File[]) => void;
  onReview: (id: string, review: UploadReview) => void;
}

/** Ties the buttons of rows to what they ask for. */
export function useUploadRowHandlers(
  run: ActionRunner['run'],
  add: (dropped: DroppedFiles) => void,
): UploadRowHandlers {
  const onAction = useCallback<UploadRowHandlers['onAction']>(
    (id, action) => run(id, () => REQUESTS[action](id)),
    [run],
  );
  const onFile = useCallback<UploadRowHandlers['onFile']>(
    ({ id, state }, files) => {
      const [file] = files;
      if (state.name === 'held' && state.why === 'needs-file') {
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
  retry: id => uploadActions.retry(id),
  'send-anyway': uploadActions.sendAnyway,
  pair: id => uploadActions.setPaired(id, true),
  unpair: id => uploadActions.setPaired(id, false),
  undo: uploadActions.undo,
  'undo-asked': uploadActions.undo,
  remove: id => uploadActions.remove(id),
};
