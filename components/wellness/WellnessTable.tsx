import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { getFieldHint, getFieldLabel, getUnitLabel } from '../../lib/features/wellness/field-labels.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { getWellnessField, type WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import { type CalendarDate, type DateRange, eachDay } from '../../lib/platform/calendar-date.ts';
import { formatDayRange } from '../../lib/platform/format.ts';
import { useWellnessGrid } from './use-wellness-grid.ts';
import { WellnessTableRow } from './WellnessTableRow.tsx';
import './WellnessTable.css';

interface Props {
  range: DateRange;
  today: CalendarDate;
  keys: readonly string[];
  days: ReadonlyMap<CalendarDate, WellnessDay>;
  edits: readonly WellnessEdit[];
  /** Undefined without permission to write. */
  onEdit: ((edits: readonly WellnessEdit[]) => void) | undefined;
}

/** The table of days and fields, editable like a spreadsheet. */
export function WellnessTable({ range, today, keys, days, edits, onEdit }: Props) {
  const { from, to } = range;
  const rows = useMemo(() => {
    const byDay = Map.groupBy(edits, ({ day }) => day);
    return eachDay(from, to).map(day => ({ day, existing: days.get(day), edits: byDay.get(day) }));
  }, [from, to, days, edits]);
  const firstRow = Math.max(
    0,
    rows.findIndex(({ day }) => day === today),
  );
  const { table, handlers, input, typing, activeKey, status } = useWellnessGrid({
    rows,
    keys,
    firstRow,
    onEdit,
  });
  const scroller = useRef<HTMLDivElement>(null);
  // A table of a year starts scrolled to today.
  useLayoutEffect(() => {
    const top = table.current?.tBodies[0]?.rows[firstRow]?.offsetTop ?? 0;
    scroller.current?.scrollTo({ top: top - scroller.current.clientHeight / 2 });
  }, [from, to]);
  return (
    <section class="wellness-grid">
      <div ref={scroller} class="card wellness-scroll">
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: every cell of it can be typed into
          role="grid"
          class="wellness-table"
          aria-label={i18n.t('wellness.table', { range: formatDayRange(range) })}
          {...handlers}
        >
          <thead>
            <tr>
              <th scope="col">{i18n.t('wellness.day')}</th>
              {keys.map(key => (
                <ColumnHeader key={key} field={key} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <WellnessTableRow
                key={row.day}
                {...row}
                keys={keys}
                isToday={row.day === today}
                isReadOnly={!onEdit}
                typing={typing?.day === row.day ? typing : undefined}
                input={input}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p class="small" role="status">
        {status}
      </p>
      <p class="muted small">{(activeKey && getFieldHint(activeKey)) || i18n.t('wellness.keys')}</p>
    </section>
  );
}

function ColumnHeader({ field }: { field: string }) {
  const unit = getUnitLabel(field);
  return (
    <th scope="col" class={`wellness-${getWellnessField(field)?.kind ?? 'text'}`}>
      {getFieldLabel(field)}
      {unit && <span class="muted wellness-unit"> {unit}</span>}
    </th>
  );
}
