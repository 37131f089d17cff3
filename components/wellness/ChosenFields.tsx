import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { getAllFields, getUsedFields } from '../../lib/features/wellness/field-usage.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import {
  updateWellnessViewOptions,
  watchWellnessViewOptions,
} from '../../lib/features/wellness/wellness-view-options.ts';
import type { WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import type { CalendarDate, DateRange } from '../../lib/platform/calendar-date.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { ExportWellness } from './ExportWellness.tsx';
import { FieldPicker } from './FieldPicker.tsx';
import { WellnessCharts } from './WellnessCharts.tsx';
import { WellnessTable } from './WellnessTable.tsx';

interface Props {
  range: DateRange;
  today: CalendarDate;
  days: ReadonlyMap<CalendarDate, WellnessDay>;
  edits: readonly WellnessEdit[];
  onEdit: ((edits: readonly WellnessEdit[]) => void) | undefined;
}

/** The table and charts of the chosen fields, by default those in use, with controls to choose and to export them. */
export function ChosenFields({ days, range, ...rest }: Props) {
  const options = useSubscription(watchWellnessViewOptions);
  const { from, to } = range;
  const { dayList, all, chosen, keys } = useMemo(() => getFields(days, options?.columns), [days, options]);
  // Thirty charts take long to draw, and typing changes none of them.
  const charts = useMemo(() => <WellnessCharts range={{ from, to }} keys={keys} days={days} />, [from, to, keys, days]);
  if (!options) return null;
  return (
    <>
      <div class="line spread">
        <FieldPicker
          label={i18n.t('wellness.columns')}
          fields={all}
          chosen={chosen}
          onChoose={columns => void updateWellnessViewOptions({ columns })}
          onReset={options.columns && (() => void updateWellnessViewOptions({ columns: undefined }))}
        />
        <ExportWellness days={dayList} range={range} columns={keys} />
      </div>
      <WellnessTable {...rest} range={range} days={days} keys={keys} />
      {charts}
    </>
  );
}

function getFields(days: ReadonlyMap<CalendarDate, WellnessDay>, columns: readonly string[] | undefined) {
  const dayList = [...days.values()];
  const all = getAllFields(dayList);
  const chosen = columns ?? getUsedFields(dayList);
  // A custom field may be chosen that none of these days has.
  return { dayList, all, chosen, keys: all.filter(key => chosen.includes(key)) };
}
