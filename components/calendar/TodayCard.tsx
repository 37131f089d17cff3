import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getNextWorkout } from '../../lib/features/calendar/calendar-store.ts';
import { type CalendarSettings, calendarSettings } from '../../lib/features/calendar/settings.ts';
import { watchFolderState } from '../../lib/features/workout-folder/folder-state.ts';
import { addDays, type CalendarDate, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { formatLongDay, formatRecent } from '../../lib/platform/format.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import { type CalendarEvent, isWorkoutEvent } from '../../lib/services/intervals/calendar-event.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { getEventTitle } from './event-labels.ts';
import { TodayWorkout } from './TodayWorkout.tsx';
import { useCalendar, useCalendarRefresh } from './use-calendar.ts';
import './TodayCard.css';

/** Today's workouts in the popup; without any, the next workout. */
export function TodayCard({ account }: { account: Account }) {
  const settings = useSubscription(calendarSettings.watch);
  const today = getDateInZone(account.athlete.timezone, useNow(MINUTE));
  return settings ? <Today athlete={account.athlete.id} today={today} settings={settings} /> : null;
}

function Today({ athlete, today, settings }: { athlete: string; today: CalendarDate; settings: CalendarSettings }) {
  const options = { format: settings.workoutFormat, ranges: settings.workoutRanges };
  // Reads only today from storage; requests a week, so that there is a next workout.
  const { view } = useCalendar(athlete, { from: today, to: today }, options.format);
  useCalendarRefresh(athlete, { from: today, to: addDays(today, 6) }, options);
  const next = useNextWorkout(athlete, today);
  const workouts = view?.events.filter(isWorkoutEvent) ?? [];
  const folder = useFolderStatus(athlete);
  if (!view || (workouts.length === 0 && !next && !folder)) return null;
  return (
    <section class="card today" aria-label={i18n.t('workouts.today')}>
      {workouts.map(event => (
        <TodayWorkout key={event.id} event={event} view={view} athlete={athlete} options={options} />
      ))}
      {workouts.length === 0 && next && (
        <p class="small">{i18n.t('workouts.next', { name: getEventTitle(next), day: formatLongDay(next.day) })}</p>
      )}
      {folder}
    </section>
  );
}

/** The state of this athlete's workout folder; null if there is none. */
function useFolderStatus(athlete: string) {
  const { folder, last, problem } = useSubscription(watchFolderState) ?? {};
  const now = useNow(MINUTE);
  if (folder?.athlete !== athlete || !(problem ?? last)) return null;
  return (
    <p class="muted small">
      {problem && <ProblemSentence problem={problem} />}
      {!problem && last && i18n.t('workouts.inFolder', { name: folder.name, time: formatRecent(last.atMs, now) })}
    </p>
  );
}

/** The next planned workout after a day, live. */
function useNextWorkout(athlete: string, today: CalendarDate): CalendarEvent | undefined {
  const [next, setNext] = useState<CalendarEvent>();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const found = await getNextWorkout(athlete, today);
      if (isCurrent()) setNext(found);
    };
    return liveQuery(read, reportError, ['calendar']);
  }, [athlete, today]);
  return next;
}
