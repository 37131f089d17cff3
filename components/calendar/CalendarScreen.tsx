import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  type CalendarViewOptions,
  calendarViewOptions,
  toCalendarRange,
} from '../../lib/features/calendar/calendar-view-options.ts';
import { type CalendarSettings, calendarSettings } from '../../lib/features/calendar/settings.ts';
import { getDateInZone } from '../../lib/platform/calendar-date.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { ConnectBanner } from '../account/ConnectBanner.tsx';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { AddWorkoutsButton } from './AddWorkoutsButton.tsx';
import { Calendar } from './Calendar.tsx';
import { CalendarRangePicker } from './CalendarRangePicker.tsx';
import { LengthQuestions } from './LengthQuestions.tsx';
import { RecentOperations } from './RecentOperations.tsx';
import './CalendarScreen.css';

/** The calendar: shows planned workouts, saves their files, and adds workouts. */
export function CalendarScreen({ account }: { account: Account | null }) {
  const settings = useSubscription(calendarSettings.watch);
  return (
    <>
      <header class="line spread">
        <h1>{i18n.t('workouts.heading')}</h1>
        {account && <AddWorkoutsButton key={account.athlete.id} account={account} />}
      </header>
      {account ? (
        settings && <CalendarContent key={account.athlete.id} account={account} settings={settings} />
      ) : (
        <ConnectBanner />
      )}
    </>
  );
}

function CalendarContent({ account, settings }: { account: Account; settings: CalendarSettings }) {
  const { id, timezone } = account.athlete;
  // Today in the athlete's time zone, not the browser's.
  const today = getDateInZone(timezone, useNow(MINUTE));
  const [choice, setChoice] = useState<CalendarViewOptions>();
  useEffect(() => void calendarViewOptions.get().then(setChoice), []);
  if (!choice) return null;
  const range = toCalendarRange(choice, today);
  const change = (changed: CalendarViewOptions) => {
    setChoice(changed);
    void calendarViewOptions.update(() => changed);
  };
  return (
    <>
      <LengthQuestions athlete={id} />
      <RecentOperations athlete={id} />
      <CalendarRangePicker choice={choice} today={today} invalid={!range} onChange={change} />
      {range && (
        <Calendar
          athlete={id}
          today={today}
          range={range}
          isWeek={choice.span === 'week'}
          options={{ format: settings.workoutFormat, ranges: settings.workoutRanges }}
        />
      )}
    </>
  );
}
