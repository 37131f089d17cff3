import { useCallback, useMemo } from 'preact/hooks';
import type { Review } from '../lib/outbox/outbox.ts';
import type { Upload } from '../lib/outbox/upload.ts';
import { chosenFiles, type Dropped } from './dropped-files.ts';
import type { OwnAction } from './row.ts';
import { type Actions, asks } from './use-actions.ts';

/** What a row's buttons call. The same object as long as nothing under it changes, so that rows need not be drawn anew. */
export interface RowCalls {
  onAction: (id: string, action: OwnAction) => void;
  /** The file that this row waits for, or another one in place of its own. */
  onFile: (upload: Upload, files: File[]) => void;
  onReview: (id: string, review: Review) => void;
}

/** Ties the buttons of rows to what they ask for. */
export function useRowCalls(run: Actions['run'], add: (dropped: Dropped) => void): RowCalls {
  const onAction = useCallback<RowCalls['onAction']>((id, action) => run(id, () => ASKS[action](id)), [run]);
  const onFile = useCallback<RowCalls['onFile']>(
    ({ id, state }, files) => {
      const [file] = files;
      if (state.name === 'held' && state.why === 'needs-file') {
        if (file) run(id, () => asks.chooseFile(id, file));
        return;
      }
      add(chosenFiles(files));
      run(id, () => asks.remove(id));
    },
    [run, add],
  );
  const onReview = useCallback<RowCalls['onReview']>(
    (id, review) => run(id, () => asks.review(id, review)),
    [run],
  );
  return useMemo(() => ({ onAction, onFile, onReview }), [onAction, onFile, onReview]);
}

const ASKS: Record<OwnAction, (id: string) => Promise<unknown>> = {
  retry: id => asks.retry(id),
  'send-anyway': asks.sendAnyway,
  pair: id => asks.setPaired(id, true),
  unpair: id => asks.setPaired(id, false),
  undo: asks.undo,
  'undo-asked': asks.undo,
  remove: id => asks.remove(id),
};
