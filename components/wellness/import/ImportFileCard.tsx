import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { hasOpenDates, type WellnessImportFile } from '../../../lib/features/wellness/import-file.ts';
import { formatNumber } from '../../../lib/platform/format.ts';
import { ProblemSentence } from '../../text/ProblemSentence.tsx';
import { ColumnMappingForm } from './ColumnMappingForm.tsx';
import { DateOrderSelect } from './DateOrderSelect.tsx';
import { getExportKindLabel } from './import-labels.ts';
import type { ImportFiles } from './use-import-files.ts';

interface Props extends Pick<ImportFiles, 'remove' | 'setMapping' | 'setOrder'> {
  file: WellnessImportFile;
}

/** A file of the import: its kind and number of days or its problem, and the column mapping of an unknown table. */
export function ImportFileCard({ file, remove, setMapping, setOrder }: Props) {
  const id = useId();
  const { name } = file;
  return (
    <section class="card import-file" aria-labelledby={id} data-row={file.id}>
      <div class="line spread">
        <h3 id={id}>{name}</h3>
        {'result' in file && (
          <p class="muted">
            {getExportKindLabel(file.result.kind)},{' '}
            {i18n.t('import.days', file.result.days.length, [formatNumber(file.result.days.length)])}
          </p>
        )}
        <button
          type="button"
          class="button slim quiet"
          aria-label={i18n.t('import.removeNamed', { name })}
          onClick={() => remove(file.id)}
        >
          {i18n.t('import.remove')}
        </button>
      </div>
      {'problem' in file ? (
        <p class="import-problem">
          <ProblemSentence problem={file.problem} />
        </p>
      ) : (
        <>
          {file.result.openDates && (
            <DateOrderSelect
              order={file.result.openDates.dateOrder}
              isOpen={hasOpenDates(file.result)}
              onChoose={order => setOrder(file.id, order)}
            />
          )}
          {file.result.unknownTable && (
            <ColumnMappingForm
              name={name}
              table={file.result.unknownTable.table}
              mapping={file.result.unknownTable.mapping}
              hasOpenDates={hasOpenDates(file.result)}
              onMap={mapping => setMapping(file.id, mapping)}
            />
          )}
        </>
      )}
    </section>
  );
}
