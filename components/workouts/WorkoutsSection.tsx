import { i18n } from '#i18n';
import type { Account } from '../../lib/credentials.ts';
import type { Settings } from '../../lib/settings.ts';
import { watchFolder } from '../../lib/workouts/folder/state.ts';
import { mayRead, NotAllowed } from '../account/IfAllowed.tsx';
import { Section } from '../Section.tsx';
import { useWatched } from '../use-watched.ts';
import { RangeOptionsForm } from './RangeOptionsForm.tsx';
import { FormatSelect } from './SaveBar.tsx';
import { WorkoutsSectionFolder } from './WorkoutsSectionFolder.tsx';

/** Planned workouts: how their files are made, and the folder that is filled with them. */
export function WorkoutsSection({ settings, account }: { settings: Settings; account: Account | null }) {
  const state = useWatched(watchFolder);
  return (
    <Section heading={i18n.t('folder.heading')}>
      <div class="section-part">
        <FormatSelect format={settings.workoutFormat} />
        <p class="muted small">{i18n.t('folder.formatHint')}</p>
        <RangeOptionsForm ranges={settings.workoutRanges} />
      </div>
      <NotAllowed account={account} scope="CALENDAR:READ" />
      {/* One that is filled already can still be left. */}
      {state && (state.folder || mayRead(account, 'CALENDAR')) && (
        <WorkoutsSectionFolder state={state} settings={settings} account={account} />
      )}
    </Section>
  );
}
