import { i18n } from '#i18n';
import { WORKOUT_FORMATS, type WorkoutFormat } from '../../lib/intervals/event.ts';
import { changeSettings } from '../../lib/settings.ts';
import type { DayRange } from '../../lib/workouts/store.ts';
import { number } from '../format.ts';
import { KeptFocus } from '../KeptFocus.tsx';
import { RangeOptionsForm } from './RangeOptionsForm.tsx';
import { SavingLine } from './SavingLine.tsx';
import type { FileOptions } from './use-calendar.ts';
import { useSaving } from './use-saving.ts';

interface Props {
  athlete: string;
  range: DayRange;
  options: FileOptions;
  /** How many workouts there are to save. One alone has its own button. */
  count: number;
}

/** All workouts that are shown, saved at once. */
export function SaveBar({ athlete, range, options, count }: Props) {
  const { state, save, cancel } = useSaving(athlete, range, options);
  const isBusy = state.name === 'preparing' || state.name === 'writing';
  return (
    <section aria-label={i18n.t('saving.label')}>
      <KeptFocus class="save-bar">
        <div class="line">
          <FormatSelect format={options.format} />
          {count > 1 && (
            <>
              <button type="button" class="button primary" aria-disabled={isBusy} onClick={() => save('zip')}>
                {i18n.t('saving.zip', { n: number(count) })}
              </button>
              <button type="button" class="button" aria-disabled={isBusy} onClick={() => save('singles')}>
                {i18n.t('saving.singles')}
              </button>
            </>
          )}
          <RangeOptionsForm ranges={options.ranges} />
        </div>
        <SavingLine state={state} onCancel={cancel} />
      </KeptFocus>
    </section>
  );
}

/** The format in which workouts are saved, everywhere. */
export function FormatSelect({ format }: { format: WorkoutFormat }) {
  return (
    <label class="line">
      {i18n.t('saving.format')}
      <select
        class="field"
        value={format}
        onChange={event => void changeSettings({ workoutFormat: event.currentTarget.value as WorkoutFormat })}
      >
        {WORKOUT_FORMATS.map(each => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}
