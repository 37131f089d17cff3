import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { parseAddWorkoutHash } from '../../lib/features/calendar/add-workout-hash.ts';
import { getUpload, getUploadFile } from '../../lib/features/uploads/upload-store.ts';
import { type CalendarDate, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import type { DroppedFiles } from '../hooks/dropped-files.ts';
import { useFileDrop } from '../hooks/use-file-drop.ts';
import { useHash } from '../hooks/use-hash.ts';
import { useNow } from '../hooks/use-now.ts';
import { AddWorkoutsDialog } from './AddWorkoutsDialog.tsx';
import { getDropDay, useDropDayHighlight } from './use-drop-day.ts';
import { useWorkoutDrafts, type WorkoutDrafts } from './use-workout-drafts.ts';
import { hasWorkoutExtension } from './workout-draft.ts';

/** Adds workouts to the calendar: by this button, by a drop on a day, or from an upload that is a workout. */
export function AddWorkoutsButton({ account }: { account: Account }) {
  const today = getDateInZone(account.athlete.timezone, useNow(MINUTE));
  const button = useRef<HTMLButtonElement>(null);
  const [day, setDay] = useState<CalendarDate>();
  const drafts = useWorkoutDrafts();
  const { add, clear } = drafts;

  const handleDrop = useCallback(
    async (dropped: Promise<DroppedFiles>, on: EventTarget | null) => {
      // Files that are dropped on the dialog go to the day it was opened for.
      const chosen = getDropDay(on) ?? day ?? today;
      const { files } = await dropped;
      setDay(chosen);
      add(files, chosen);
    },
    [add, day, today],
  );
  const isDragOver = useFileDrop(handleDrop, hasWorkoutExtension);
  useDropDayHighlight(isDragOver);
  useUploadFromHash(add, today, setDay);

  const handleClose = useCallback(() => {
    setDay(undefined);
    clear();
  }, [clear]);
  useCloseWhenDone(drafts, handleClose);
  const isOpen = day !== undefined;
  const wasOpen = useRef(false);
  useEffect(() => {
    // While the dialog is open, no element outside of it can have the focus.
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <>
      <button type="button" class="button" ref={button} onClick={() => setDay(today)}>
        {i18n.t('plan.open')}
      </button>
      {day && <AddWorkoutsDialog account={account} day={day} drafts={drafts} onClose={handleClose} />}
      {isDragOver && (
        <div class="drop-hint" aria-hidden="true">
          {i18n.t('plan.dropHint')}
        </div>
      )}
    </>
  );
}

/** Adds the file of an upload that turned out to be a workout, where the hash asks for it. */
function useUploadFromHash(add: WorkoutDrafts['add'], today: CalendarDate, open: (day: CalendarDate) => void): void {
  const id = parseAddWorkoutHash(useHash());
  useEffect(() => {
    if (id === undefined) return;
    void getUpload(id).then(async upload => {
      const file = upload && (await getUploadFile(upload));
      if (!file) return;
      // So that a reload does not add the file again.
      history.replaceState(null, '', '#calendar');
      open(today);
      add([file], today, id);
    });
  }, [id]);
}

/** Closes the dialog when all workouts were added. */
function useCloseWhenDone({ drafts, progress }: WorkoutDrafts, close: () => void): void {
  const hasStarted = useRef(false);
  useEffect(() => {
    if (progress) hasStarted.current = true;
    else if (hasStarted.current) {
      hasStarted.current = false;
      if (drafts.length === 0) close();
    }
  }, [drafts, progress, close]);
}
