import { i18n } from '#i18n';
import type { DateRange } from '../../lib/features/calendar/calendar-store.ts';
import { calendarSettings } from '../../lib/features/calendar/settings.ts';
import { WORKOUT_FORMATS, type WorkoutFormat } from '../../lib/formats/workouts/workout-format.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { canUse } from '../../lib/platform/permissions.ts';
import { FocusScope } from '../ui/FocusScope.tsx';
import { SaveStatus } from './SaveStatus.tsx';
import { TargetRangeForm } from './TargetRangeForm.tsx';
import type { WorkoutFileOptions } from './use-calendar.ts';
import { useSaveWorkouts } from './use-save-workouts.ts';

interface Props {
  athlete: string;
  range: DateRange;
  options: WorkoutFileOptions;
  /** How many workouts can be saved. A single one has its own button. */
  count: number;
}

/** Saves all workouts that are shown. */
export function SaveWorkoutsBar({ athlete, range, options, count }: Props) {
  const { state, save, cancel } = useSaveWorkouts(athlete, range, options);
  const isBusy = state.name === 'preparing' || state.name === 'writing';
  return (
    <section aria-label={i18n.t('saving.label')}>
      <FocusScope class="save-bar">
        <div class="line">
          <WorkoutFormatSelect format={options.format} />
          {count > 1 && (
            <>
              <button type="button" class="button primary" aria-disabled={isBusy} onClick={() => save('zip')}>
                {i18n.t('saving.zip', { n: formatNumber(count) })}
              </button>
              {canUse('downloads') && (
                <button type="button" class="button" aria-disabled={isBusy} onClick={() => save('singles')}>
                  {i18n.t('saving.singles')}
                </button>
              )}
            </>
          )}
          <TargetRangeForm ranges={options.ranges} />
        </div>
        <SaveStatus state={state} onCancel={cancel} />
      </FocusScope>
    </section>
  );
}

/** Selects the format of workout files, for all screens. */
export function WorkoutFormatSelect({ format }: { format: WorkoutFormat }) {
  return (
    <label class="line">
      {i18n.t('saving.format')}
      <select
        class="field"
        value={format}
        onChange={event => void calendarSettings.update({ workoutFormat: event.currentTarget.value as WorkoutFormat })}
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
