import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { type CalendarDate, type DateRange, eachDay } from '../../lib/platform/calendar-date.ts';
import { formatDayRange, formatLongDay } from '../../lib/platform/format.ts';
import { curveOf } from '../../lib/wellness/curve.ts';
import { valueIn } from '../../lib/wellness/edit.ts';
import type { WellnessDay } from '../../lib/wellness/fields.ts';
import { fieldName, quantityWords } from './field-words.ts';
import './Charts.css';

interface Props {
  range: DateRange;
  keys: readonly string[];
  days: ReadonlyMap<CalendarDate, WellnessDay>;
}

/** A small curve for each field that has numbers. */
export function Charts({ range, keys, days }: Props) {
  const { from, to } = range;
  const drawn = useMemo(() => eachDay(from, to), [from, to]);
  return (
    <details class="charts" open>
      <summary>{i18n.t('wellness.charts')}</summary>
      <div class="charts-grid">
        {keys.map(key => (
          <Chart key={key} field={key} range={range} drawn={drawn} days={days} />
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

/** One field over the range; nothing where it has no numbers. */
function Chart({ field, range, drawn, days }: ChartProps) {
  const curve = useMemo(
    () => curveOf(drawn.map(day => numberIn(days.get(day), field))),
    [drawn, days, field],
  );
  if (!curve) return null;
  const words = (value: number) => quantityWords(value, field);
  const text = i18n.t('wellness.chart', {
    field: fieldName(field),
    range: formatDayRange(range),
    least: words(curve.least),
    most: words(curve.most),
    last: words(curve.last),
    day: formatLongDay(drawn[curve.lastIndex] ?? range.to),
  });
  return (
    <figure class="card chart">
      <figcaption class="line spread">
        <span class="small muted">{fieldName(field)}</span>
        <b>{words(curve.last)}</b>
      </figcaption>
      <svg
        class="chart-line"
        viewBox="-0.02 -0.08 1.04 1.16"
        preserveAspectRatio="none"
        role="img"
        aria-label={text}
      >
        <path d={curve.path} />
      </svg>
      <p class="line spread small muted" aria-hidden="true">
        <span>{words(curve.least)}</span>
        <span>{words(curve.most)}</span>
      </p>
    </figure>
  );
}

function numberIn(day: WellnessDay | undefined, key: string): number | undefined {
  const value = valueIn(day, key);
  return typeof value === 'number' ? value : undefined;
}
