import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { calendarSettings } from '../../lib/features/calendar/settings.ts';
import type { TargetRanges } from '../../lib/services/intervals/calendar-events.ts';

const LABELS = {
  power: i18n.t('saving.power'),
  hr: i18n.t('saving.hr'),
  pace: i18n.t('saving.pace'),
};

/** How far single targets are widened in the files. */
export function TargetRangeForm({ ranges }: { ranges: TargetRanges }) {
  const id = useId();
  const change = (name: keyof TargetRanges, input: HTMLInputElement) => {
    // The browser says what is wrong with it.
    if (!input.reportValidity()) return;
    const percent = input.value === '' ? undefined : input.valueAsNumber;
    void calendarSettings.update({ workoutRanges: { ...ranges, [name]: percent } });
  };
  return (
    <details class="range-options">
      <summary>{i18n.t('saving.options')}</summary>
      <p class="muted small" id={id}>
        {i18n.t('saving.optionsHint')}
      </p>
      <div class="line">
        {(Object.keys(LABELS) as (keyof TargetRanges)[]).map(name => (
          <label key={name} class="line">
            {LABELS[name]}
            <input
              class="field"
              type="number"
              min={0}
              max={20}
              step={0.5}
              value={ranges[name] ?? ''}
              aria-describedby={id}
              onChange={event => change(name, event.currentTarget)}
            />
          </label>
        ))}
      </div>
    </details>
  );
}
