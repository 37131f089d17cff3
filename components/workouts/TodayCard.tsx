import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Account } from '../../lib/credentials.ts';
import { addDays, type Day, dayIn } from '../../lib/day.ts';
import { type CalendarEvent, hasSteps, isWorkout } from '../../lib/intervals/event.ts';
import { type Settings, watchSettings } from '../../lib/settings.ts';
import { MINUTE } from '../../lib/time.ts';
import { watchFolder } from '../../lib/workouts/folder/state.ts';
import { nextWorkout } from '../../lib/workouts/store.ts';
import { longDay, recently } from '../format.ts';
import { keepReading } from '../keep-reading.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { useNow } from '../use-now.ts';
import { useWatched } from '../use-watched.ts';
import { Chips } from './EventCard.tsx';
import { summaryOf, titleOf } from './event-words.ts';
import { SaveOne } from './SaveOne.tsx';
import { type CalendarView, type FileOptions, useCalendar, useRefresh } from './use-calendar.ts';
import { WorkoutPicture } from './WorkoutPicture.tsx';
import './TodayCard.css';

/** What is planned today, in the popup; the next workout where nothing is. */
export function TodayCard({ account }: { account: Account }) {
  const settings = useWatched(watchSettings);
  const today = dayIn(account.athlete.timezone, useNow(MINUTE));
  return settings ? <Today athlete={account.athlete.id} today={today} settings={settings} /> : null;
}

function Today({ athlete, today, settings }: { athlete: string; today: Day; settings: Settings }) {
  const options = { format: settings.workoutFormat, ranges: settings.workoutRanges };
  // Only today is read here, however much is kept; a week is asked for, so that there is a next one.
  const { view } = useCalendar(athlete, { from: today, to: today }, options.format);
  useRefresh(athlete, { from: today, to: addDays(today, 6) }, options);
  const next = useNextWorkout(athlete, today);
  const workouts = view?.events.filter(isWorkout) ?? [];
  const folder = useFolderLine(athlete);
  if (!view || (workouts.length === 0 && !next && !folder)) return null;
  return (
    <section class="card today" aria-label={i18n.t('workouts.today')}>
      {workouts.map(event => (
        <Workout key={event.id} event={event} view={view} athlete={athlete} options={options} />
      ))}
      {workouts.length === 0 && next && (
        <p class="small">{i18n.t('workouts.next', { name: titleOf(next), day: longDay(next.day) })}</p>
      )}
      {folder}
    </section>
  );
}

interface WorkoutProps {
  event: CalendarEvent;
  view: CalendarView;
  athlete: string;
  options: FileOptions;
}

function Workout({ event, view, athlete, options }: WorkoutProps) {
  const name = titleOf(event);
  const { doc, description } = event;
  return (
    <article class="today-workout">
      <div class="line spread">
        <h2>{i18n.t('workouts.todayName', { name })}</h2>
        <span class="muted small">{summaryOf(event)}</span>
      </div>
      {doc && hasSteps(event) && <WorkoutPicture doc={doc} name={name} size="card" />}
      {description && <p class="muted small today-text">{description.split('\n', 1)[0]}</p>}
      <div class="line spread">
        <div class="line">
          <Chips event={event} onDisk={view.onDisk.get(event.id)} />
        </div>
        {hasSteps(event) && <SaveOne athlete={athlete} event={event} options={options} />}
      </div>
    </article>
  );
}

/** How the folder stands that is filled with this athlete's workouts; nothing where there is none. */
function useFolderLine(athlete: string) {
  const { folder, last, problem } = useWatched(watchFolder) ?? {};
  const now = useNow(MINUTE);
  if (folder?.athlete !== athlete || !(problem ?? last)) return null;
  return (
    <p class="muted small">
      {problem && <ProblemSentence problem={problem} />}
      {!problem && last && i18n.t('workouts.inFolder', { name: folder.name, time: recently(last.atMs, now) })}
    </p>
  );
}

/** The next planned workout after a day, live. */
function useNextWorkout(athlete: string, today: Day): CalendarEvent | undefined {
  const [next, setNext] = useState<CalendarEvent>();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const found = await nextWorkout(athlete, today);
      if (isCurrent()) setNext(found);
    };
    return keepReading(read, reportError, ['calendar']);
  }, [athlete, today]);
  return next;
}
