import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatWellnessCsv, getKeysWithValues } from '../../lib/formats/wellness/wellness-csv.ts';
import type { WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import type { DateRange } from '../../lib/platform/calendar-date.ts';
import { saveText } from '../../lib/platform/save-text.ts';
import './ExportWellness.css';

interface Props {
  /** Those of the range that something is known of. */
  days: readonly WellnessDay[];
  range: DateRange;
  /** The columns that the athlete sees. */
  columns: readonly string[];
}

/** Days as they are on Intervals.icu, as a table for other programs. */
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
