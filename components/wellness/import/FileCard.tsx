import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatNumber } from '../../../lib/platform/format.ts';
import { ProblemSentence } from '../../text/ProblemSentence.tsx';
import { sourceWords } from './import-words.ts';
import { MappingForm } from './MappingForm.tsx';
import type { ImportedFile } from './read-file.ts';
import type { Importing } from './use-import.ts';

interface Props extends Pick<Importing, 'leaveOut' | 'map'> {
  file: ImportedFile;
}

/** A file that was read: whose export it is and how much is in it, and what its columns mean where nobody knows. */
export function FileCard({ file, leaveOut, map }: Props) {
  const id = useId();
  const { name } = file;
  return (
    <section class="card import-file" aria-labelledby={id} data-row={file.id}>
      <div class="line spread">
        <h3 id={id}>{name}</h3>
        {'imported' in file && (
          <p class="muted">
            {sourceWords(file.imported.source)},{' '}
            {i18n.t('import.days', file.imported.rows.length, [formatNumber(file.imported.rows.length)])}
          </p>
        )}
        <button
          type="button"
          class="button slim quiet"
          aria-label={i18n.t('import.leaveOutNamed', { name })}
          onClick={() => leaveOut(file.id)}
        >
          {i18n.t('import.leaveOut')}
        </button>
      </div>
      {'problem' in file ? (
        <p class="import-problem">
          <ProblemSentence problem={file.problem} />
        </p>
      ) : (
        file.imported.unknown && (
          <MappingForm
            name={name}
            table={file.imported.unknown.table}
            mapping={file.imported.unknown.proposed}
            onMap={mapping => map(file.id, mapping)}
          />
        )
      )}
    </section>
  );
}
