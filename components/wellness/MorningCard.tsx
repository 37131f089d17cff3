import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getAllFields, getMorningFields } from '../../lib/features/wellness/field-usage.ts';
import { isEditableField } from '../../lib/features/wellness/wellness-edit.ts';
import {
  updateWellnessViewOptions,
  watchWellnessViewOptions,
} from '../../lib/features/wellness/wellness-view-options.ts';
import { addDays, type CalendarDate, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { formatLongDay } from '../../lib/platform/format.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import { hasScope } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { MissingScopeBanner } from '../account/ScopeGuard.tsx';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { FieldPicker } from './FieldPicker.tsx';
import { LastWriteBanner } from './LastWriteBanner.tsx';
import { MorningForm } from './MorningForm.tsx';
import { useWellnessDays, useWellnessRefresh } from './use-wellness-days.ts';
import './MorningCard.css';

/** The few fields that the athlete logs every morning, in the popup. */
export function MorningCard({ account }: { account: Account }) {
  const today = getDateInZone(account.athlete.timezone, useNow(MINUTE));
  const isAllowed = hasScope(account, 'WELLNESS:WRITE');
  return (
    <section class="card morning" aria-labelledby="morning">
      <header class="line spread">
        <h2 id="morning">{i18n.t('wellness.morning')}</h2>
        <span class="muted small">
          {i18n.t('wellness.morningFor', { name: account.athlete.name, day: formatLongDay(today) })}
        </span>
      </header>
      <MissingScopeBanner account={account} scope="WELLNESS:WRITE" />
      {isAllowed && <MorningFields account={account} today={today} />}
    </section>
  );
}

/** Two weeks of days show which fields are logged daily. */
function MorningFields({ account, today }: { account: Account; today: CalendarDate }) {
  const athlete = account.athlete.id;
  const range = { from: addDays(today, -14), to: today };
  const { view } = useWellnessDays(athlete, range);
  const { problem } = useWellnessRefresh(athlete, range);
  const options = useSubscription(watchWellnessViewOptions);
  const [openedMs] = useState(Date.now);
  const before = useMemo(() => [...(view?.days.values() ?? [])].filter(({ day }) => day < today), [view, today]);
  // The choice of fields depends on the days: shown before they were read once, the fields would change under the cursor.
  if (!view || !options || (view.readAtMs === undefined && !problem)) return null;
  const keys = options.morning ?? getMorningFields(before);
  return (
    <>
      <LastWriteBanner account={account} sinceMs={openedMs} />
      <MorningForm athlete={athlete} today={today} keys={keys} existing={view.days.get(today)} />
      <FieldPicker
        label={i18n.t('wellness.morningChoose')}
        fields={getAllFields([]).filter(isEditableField)}
        chosen={keys}
        onChoose={morning => void updateWellnessViewOptions({ morning })}
        onReset={options.morning && (() => void updateWellnessViewOptions({ morning: undefined }))}
      />
    </>
  );
}
