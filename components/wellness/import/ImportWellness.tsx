import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { WellnessEdit } from '../../../lib/features/wellness/wellness-edit.ts';
import type { CalendarDate } from '../../../lib/platform/calendar-date.ts';
import type { Account } from '../../../lib/services/intervals/credentials.ts';
import type { DroppedFiles } from '../../hooks/dropped-files.ts';
import { useEvent } from '../../hooks/use-event.ts';
import { useFileDrop } from '../../hooks/use-file-drop.ts';
import { ReviewEditsDialog } from '../ReviewEditsDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { useImportFiles } from './use-import-files.ts';

interface Props {
  account: Account;
  /** Today in the athlete's time zone. */
  today: CalendarDate;
  /** Called with the newest written day. */
  onWritten: (newest: CalendarDate) => void;
}

/** The import button and its dialogs; files can also be dropped anywhere on the page. */
export function ImportWellness({ account, today, onWritten }: Props) {
  const { timezone } = account.athlete;
  const importing = useImportFiles(useMemo(() => ({ timezone, today }), [timezone, today]));
  const [open, setOpen] = useState(false);
  const [reviewed, setReviewed] = useState<WellnessEdit[]>();
  const take = useEvent(async (dropped: Promise<DroppedFiles>) => {
    const { files } = await dropped;
    if (files.length === 0) return;
    setOpen(true);
    importing.add(files);
  });
  const isOver = useFileDrop(take, hasExportExtension);
  const close = () => {
    setOpen(false);
    importing.clear();
  };
  const closeReview = (written: boolean) => {
    setReviewed(undefined);
    const newest = reviewed?.at(-1)?.day;
    if (!written || newest === undefined) return;
    close();
    onWritten(newest);
  };
  return (
    <>
      <button type="button" class="button" onClick={() => setOpen(true)}>
        {i18n.t('import.open')}
      </button>
      {open && <ImportDialog account={account} importing={importing} onClose={close} onReview={setReviewed} />}
      {reviewed && <ReviewEditsDialog account={account} edits={reviewed} kind="import" onClose={closeReview} />}
      {isOver && (
        <p class="drop-hint" aria-hidden="true">
          {i18n.t('import.dropHint')}
        </p>
      )}
    </>
  );
}

const hasExportExtension = (name: string): boolean => /\.(csv|json|xml|txt|zip)$/i.test(name);
