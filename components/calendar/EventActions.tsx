import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { calendarRequests } from '../../lib/features/calendar/requests.ts';
import { addDays, type CalendarDate, isCalendarDate } from '../../lib/platform/calendar-date.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import type { CalendarEvent } from '../../lib/services/intervals/calendar-event.ts';
import { useActions } from '../hooks/use-actions.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { DateField } from '../ui/DateField.tsx';

interface Props {
  athlete: string;
  event: CalendarEvent;
}

/** Moves, copies or deletes a planned workout. All of these can be undone. */
export function EventActions({ athlete, event }: Props) {
  const [form, setForm] = useState<'move' | 'copy'>();
  const { run, busy, problems } = useActions();
  const [problem] = problems.values();
  const createRequest = () => ({ athlete, batch: crypto.randomUUID(), event: event.id, day: event.day });
  const toggle = (name: 'move' | 'copy') => setForm(now => (now === name ? undefined : name));
  const container = useRef<HTMLDivElement>(null);
  const close = () => {
    container.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    setForm(undefined);
  };
  const runAction = (work: () => Promise<unknown>) => run('event', () => work().then(close));
  return (
    <div class="plan-form" ref={container}>
      <div class="line">
        <button type="button" class="button slim" aria-expanded={form === 'move'} onClick={() => toggle('move')}>
          {i18n.t('plan.move')}
        </button>
        <button type="button" class="button slim" aria-expanded={form === 'copy'} onClick={() => toggle('copy')}>
          {i18n.t('plan.copy')}
        </button>
        <button
          type="button"
          class="button slim"
          aria-disabled={busy.size > 0}
          onClick={() => runAction(() => sendRequest(calendarRequests, 'delete', createRequest()))}
        >
          {busy.size > 0 && !form ? i18n.t('plan.deleting') : i18n.t('plan.delete')}
        </button>
      </div>
      {form === 'move' && (
        <MoveForm
          event={event}
          onMove={to => runAction(() => sendRequest(calendarRequests, 'move', { ...createRequest(), to }))}
        />
      )}
      {form === 'copy' && (
        <CopyForm
          event={event}
          onCopy={days => runAction(() => sendRequest(calendarRequests, 'copy', { ...createRequest(), days }))}
        />
      )}
      {problem && (
        <p role="alert" class="small">
          <ProblemSentence problem={problem} />
        </p>
      )}
    </div>
  );
}

interface MoveProps {
  event: CalendarEvent;
  onMove: (to: { day: CalendarDate; time?: string }) => void;
}

function MoveForm({ event, onMove }: MoveProps) {
  const [day, setDay] = useState(event.day);
  const [time, setTime] = useState(event.time ?? '');
  const submit = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (isCalendarDate(day)) onMove({ day, ...(time && { time }) });
  };
  return (
    <form class="line" ref={useFocusFirst()} onSubmit={submit}>
      <DateField label={i18n.t('plan.to')} value={day} onChange={setDay} />
      <label class="line">
        {i18n.t('plan.time')}
        <input type="time" class="field" value={time} onInput={typed => setTime(typed.currentTarget.value)} />
      </label>
      <button type="submit" class="button slim">
        {i18n.t('plan.moveYes')}
      </button>
    </form>
  );
}

interface CopyProps {
  event: CalendarEvent;
  onCopy: (days: CalendarDate[]) => void;
}

function CopyForm({ event, onCopy }: CopyProps) {
  const [days, setDays] = useState([addDays(event.day, 7)]);
  const submit = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (days.every(isCalendarDate)) onCopy([...new Set(days)]);
  };
  return (
    <form class="line" ref={useFocusFirst()} onSubmit={submit}>
      {days.map((day, place) => (
        <DateField
          key={place}
          label={i18n.t('plan.to')}
          value={day}
          onChange={typed => setDays(days.with(place, typed))}
        />
      ))}
      <button
        type="button"
        class="button slim quiet"
        onClick={() => setDays([...days, addDays(days.findLast(isCalendarDate) ?? event.day, 7)])}
      >
        {i18n.t('plan.anotherDay')}
      </button>
      <button type="submit" class="button slim">
        {i18n.t('plan.copyYes')}
      </button>
    </form>
  );
}

/** Focuses the form that a button opened. */
function useFocusFirst() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return form;
}
