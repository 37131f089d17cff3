import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatWellnessCsv, getKeysWithValues } from '../../lib/formats/wellness/wellness-csv.ts';
import type { WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import type { DateRange } from '../../lib/platform/calendar-date.ts';
import { saveText } from '../../lib/platform/save-text.ts';
import './ExportWellness.css';

interface Props {
  /** The days of the range that have data. */
  days: readonly WellnessDay[];
  range: DateRange;
  /** The columns that are shown. */
  columns: readonly string[];
}

/** Exports days as CSV: the shown columns, or all columns with values. */
export function ExportWellness({ days, range, columns }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);
  const close = () => {
    if (details.current) details.current.open = false;
    summary.current?.focus();
  };
  const save = (keys: readonly string[]) => {
    saveText(`Musette wellness ${range.from} ${range.to}.csv`, formatWellnessCsv(days, keys), 'text/csv');
    close();
  };
  return (
    <details ref={details} class="export-wellness" onKeyDown={({ key }) => key === 'Escape' && close()}>
      <summary class="button" ref={summary}>
        {i18n.t('import.export')}
      </summary>
      <div class="card">
        <button type="button" class="button" onClick={() => save(columns)}>
          {i18n.t('import.exportShown')}
        </button>
        <button type="button" class="button" onClick={() => save(getKeysWithValues(days))}>
          {i18n.t('import.exportAll')}
        </button>
      </div>
    </details>
  );
}
