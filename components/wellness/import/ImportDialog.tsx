import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { saveColumnMappings } from '../../../lib/features/wellness/column-mapping-store.ts';
import { mergeImports } from '../../../lib/features/wellness/import-plan.ts';
import type { WellnessEdit } from '../../../lib/features/wellness/wellness-edit.ts';
import { formatNumber } from '../../../lib/platform/format.ts';
import type { Account } from '../../../lib/services/intervals/credentials.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FilePicker } from '../../ui/FilePicker.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ImportFileCard } from './ImportFileCard.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { ImportSummary } from './ImportSummary.tsx';
import { RejectedList } from './RejectedList.tsx';
import type { ImportFiles } from './use-import-files.ts';
import { useImportPlan } from './use-import-plan.ts';
import './ImportDialog.css';

interface Props {
  account: Account;
  importing: ImportFiles;
  onClose: () => void;
  /** Called with the edits to review before they are sent. */
  onReview: (edits: WellnessEdit[]) => void;
}

/** The file types in the file picker. The actual type follows from the content. */
const WELLNESS_FILES = '.csv,.json,.xml,.txt,.zip';

/** Chooses files, compares them with Intervals.icu, and hands over the edits for review. */
export function ImportDialog({ account, importing, onClose, onReview }: Props) {
  const { files, progress } = importing;
  const { days, rejected } = useMemo(
    () => mergeImports(files.flatMap(file => ('result' in file ? { name: file.name, ...file.result } : []))),
    [files],
  );
  const planned = useImportPlan(account.athlete.id, days);
  const count = progress ? 0 : planned.edits.length;
  const review = () => {
    if (count === 0) return;
    const explained = files.flatMap(file => ('result' in file ? (file.result.unknownTable?.mapping ?? []) : []));
    void saveColumnMappings(explained).catch(reportError);
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
      {files.length === 0 && !progress && <p>{i18n.t('import.nothingYet')}</p>}
      {files.map(file => (
        <ImportFileCard key={file.id} file={file} {...importing} />
      ))}
      <p role="status" class="import-status">
        {progress && i18n.t('import.reading', { name: progress.name })}
      </p>
      {progress && (
        <div class="line import-reading">
          <ProgressBar
            label={i18n.t('import.reading', { name: progress.name })}
            value={Math.round(100 * progress.fraction)}
            max={100}
          />
          <button type="button" class="button slim" onClick={importing.stop}>
            {i18n.t('import.stop')}
          </button>
        </div>
      )}
      <ImportSummary planned={planned} />
      {planned.plan && <ImportPreview {...planned} plan={planned.plan} />}
      <RejectedList rejected={rejected} />
    </Dialog>
  );
}
