import { i18n } from '#i18n';
import { calendarSettings } from '../../lib/features/calendar/settings.ts';
import { watchFolderState } from '../../lib/features/workout-folder/folder-state.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { canReadArea, MissingScopeBanner } from '../account/ScopeGuard.tsx';
import { WorkoutFormatSelect } from '../calendar/SaveWorkoutsBar.tsx';
import { TargetRangeForm } from '../calendar/TargetRangeForm.tsx';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Section } from '../ui/Section.tsx';
import { FolderControls } from './FolderControls.tsx';

/** Planned workouts: how their files are made, and the folder that is filled with them. */
export function WorkoutFolderSection({ account }: { account: Account | null }) {
  const settings = useSubscription(calendarSettings.watch);
  const state = useSubscription(watchFolderState);
  if (!settings) return null;
  return (
    <Section heading={i18n.t('folder.heading')}>
      <div class="section-part">
        <WorkoutFormatSelect format={settings.workoutFormat} />
        <p class="muted small">{i18n.t('folder.formatHint')}</p>
        <TargetRangeForm ranges={settings.workoutRanges} />
      </div>
      <MissingScopeBanner account={account} scope="CALENDAR:READ" />
      {/* One that is filled already can still be left. */}
      {state && (state.folder || canReadArea(account, 'CALENDAR')) && (
        <FolderControls state={state} account={account} />
      )}
    </Section>
  );
}
