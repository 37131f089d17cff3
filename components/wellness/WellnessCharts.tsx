import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatFieldValueWithUnit, getFieldLabel } from '../../lib/features/wellness/field-labels.ts';
import { createSparkline } from '../../lib/features/wellness/sparkline.ts';
import { getWellnessValue } from '../../lib/features/wellness/wellness-edit.ts';
import type { WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import { type CalendarDate, type DateRange, eachDay } from '../../lib/platform/calendar-date.ts';
import { formatDayRange, formatLongDay } from '../../lib/platform/format.ts';
import './WellnessCharts.css';

interface Props {
  range: DateRange;
  keys: readonly string[];
  days: ReadonlyMap<CalendarDate, WellnessDay>;
}

/** A small chart for each field that has numbers. */
export function WellnessCharts({ range, keys, days }: Props) {
  const { from, to } = range;
  const drawn = useMemo(() => eachDay(from, to), [from, to]);
  return (
    <details class="wellness-charts" open>
      <summary>{i18n.t('wellness.charts')}</summary>
      <div class="wellness-charts-grid">
        {keys.map(key => (
          <FieldChart key={key} field={key} range={range} drawn={drawn} days={days} />
        ))}
      </div>
    </details>
  );
}

interface ChartProps {
  field: string;
  range: DateRange;
  drawn: readonly CalendarDate[];
  days: ReadonlyMap<CalendarDate, WellnessDay>;
}

/** The chart of one field; nothing where it has no numbers. */
function FieldChart({ field, range, drawn, days }: ChartProps) {
  const sparkline = useMemo(
    () => createSparkline(drawn.map(day => getNumber(days.get(day), field))),
    [drawn, days, field],
  );
  if (!sparkline) return null;
  const formatValue = (value: number) => formatFieldValueWithUnit(value, field);
  const text = i18n.t('wellness.chart', {
    field: getFieldLabel(field),
    range: formatDayRange(range),
    least: formatValue(sparkline.min),
    most: formatValue(sparkline.max),
    last: formatValue(sparkline.last),
    day: formatLongDay(drawn[sparkline.lastIndex] ?? range.to),
  });
  return (
    <figure class="card wellness-chart">
      <figcaption class="line spread">
        <span class="small muted">{getFieldLabel(field)}</span>
        <b>{formatValue(sparkline.last)}</b>
      </figcaption>
      <svg
        class="wellness-chart-line"
        viewBox="-0.02 -0.08 1.04 1.16"
        preserveAspectRatio="none"
        role="img"
        aria-label={text}
      >
        <path d={sparkline.path} />
      </svg>
      <p class="line spread small muted" aria-hidden="true">
        <span>{formatValue(sparkline.min)}</span>
        <span>{formatValue(sparkline.max)}</span>
      </p>
    </figure>
  );
}

function getNumber(day: WellnessDay | undefined, key: string): number | undefined {
  const value = getWellnessValue(day, key);
  return typeof value === 'number' ? value : undefined;
}
