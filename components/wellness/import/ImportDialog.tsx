import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatNumber } from '../../../lib/platform/format.ts';
import type { Account } from '../../../lib/services/intervals/credentials.ts';
import type { Edit } from '../../../lib/wellness/edit.ts';
import { joined } from '../../../lib/wellness/import-plan.ts';
import { rememberMappings } from '../../../lib/wellness/mapping-store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FilePicker } from '../../ui/FilePicker.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { FileCard } from './FileCard.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { ImportSummary } from './ImportSummary.tsx';
import { NotUnderstood } from './NotUnderstood.tsx';
import type { Importing } from './use-import.ts';
import { usePlan } from './use-plan.ts';
import './ImportDialog.css';

interface Props {
  account: Account;
  importing: Importing;
  onClose: () => void;
  /** What is to be written, for a last look. */
  onReview: (edits: Edit[]) => void;
}

/** What the file picker offers; the bytes decide. */
const WELLNESS_FILES = '.csv,.json,.xml,.txt,.zip';

/** Exports of other programs, held against what Intervals.icu has before anything is sent. */
export function ImportDialog({ account, importing, onClose, onReview }: Props) {
  const { files, reading } = importing;
  const { rows, notUnderstood } = useMemo(
    () => joined(files.flatMap(file => ('imported' in file ? { name: file.name, ...file.imported } : []))),
    [files],
  );
  const planned = usePlan(account.athlete.id, rows);
  const count = reading ? 0 : planned.edits.length;
  const review = () => {
    if (count === 0) return;
    const explained = files.flatMap(file =>
      'imported' in file ? (file.imported.unknown?.proposed ?? []) : [],
    );
    void rememberMappings(explained).catch(reportError);
    onReview(planned.edits);
  };
  return (
    <Dialog
      heading={i18n.t('import.heading')}
      aside={i18n.t('import.for', { name: account.athlete.name })}
      onCancel={onClose}
      footer={
        <>
          <button type="button" class="button primary" aria-disabled={count === 0} onClick={review}>
            {i18n.t('import.review', count, [formatNumber(count)])}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {i18n.t('import.cancel')}
          </button>
        </>
      }
    >
      <div class="line">
        <FilePicker label={i18n.t('import.choose')} accept={WELLNESS_FILES} onFiles={importing.add} />
        <span class="muted small import-kinds">{i18n.t('import.kinds')}</span>
      </div>
      {files.length === 0 && !reading && <p>{i18n.t('import.nothingYet')}</p>}
      {files.map(file => (
        <FileCard key={file.id} file={file} leaveOut={importing.leaveOut} map={importing.map} />
      ))}
      <p role="status" class="import-status">
        {reading && i18n.t('import.reading', { name: reading.name })}
      </p>
      {reading && (
        <div class="line import-reading">
          <ProgressBar
            label={i18n.t('import.reading', { name: reading.name })}
            value={Math.round(100 * reading.share)}
            max={100}
          />
          <button type="button" class="button slim" onClick={importing.stop}>
            {i18n.t('import.stop')}
          </button>
        </div>
      )}
      <ImportSummary planned={planned} />
      {planned.plan && <ImportPreview {...planned} plan={planned.plan} />}
      <NotUnderstood left={notUnderstood} />
    </Dialog>
  );
}
