import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { addDays, type Day, isDay } from '../../lib/day.ts';
import type { CalendarEvent } from '../../lib/intervals/event.ts';
import { send } from '../../lib/messages.ts';
import { DayField } from '../DayField.tsx';
import { ProblemSentence } from '../Sentence.tsx';
import { useActions } from '../use-actions.ts';

interface Props {
  athlete: string;
  event: CalendarEvent;
}

/** What can be done with a planned workout: moved, copied, deleted. All of it can be undone. */
export function EventActions({ athlete, event }: Props) {
  const [form, setForm] = useState<'move' | 'copy'>();
  const { run, busy, problems } = useActions();
  const [problem] = problems.values();
  const asked = () => ({ athlete, batch: crypto.randomUUID(), event: event.id, day: event.day });
  const toggle = (name: 'move' | 'copy') => setForm(now => (now === name ? undefined : name));
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    place.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    setForm(undefined);
  };
  const act = (work: () => Promise<unknown>) => run('event', () => work().then(close));
  return (
    <div class="plan-form" ref={place}>
      <div class="line">
        <button
          type="button"
          class="button slim"
          aria-expanded={form === 'move'}
          onClick={() => toggle('move')}
        >
          {i18n.t('plan.move')}
        </button>
        <button
          type="button"
          class="button slim"
          aria-expanded={form === 'copy'}
          onClick={() => toggle('copy')}
        >
          {i18n.t('plan.copy')}
        </button>
        <button
          type="button"
          class="button slim"
          aria-disabled={busy.size > 0}
          onClick={() => act(() => send('deleteEvent', asked()))}
        >
          {busy.size > 0 && !form ? i18n.t('plan.deleting') : i18n.t('plan.delete')}
        </button>
      </div>
      {form === 'move' && (
        <MoveForm event={event} onMove={to => act(() => send('moveEvent', { ...asked(), to }))} />
      )}
      {form === 'copy' && (
        <CopyForm event={event} onCopy={days => act(() => send('copyEvent', { ...asked(), days }))} />
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
  onMove: (to: { day: Day; time?: string }) => void;
}

function MoveForm({ event, onMove }: MoveProps) {
  const [day, setDay] = useState(event.day);
  const [time, setTime] = useState(event.time ?? '');
  const submit = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (isDay(day)) onMove({ day, ...(time && { time }) });
  };
  return (
    <form class="line" ref={useFocusFirst()} onSubmit={submit}>
      <DayField label={i18n.t('plan.to')} value={day} onDay={setDay} />
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
  onCopy: (days: Day[]) => void;
}

function CopyForm({ event, onCopy }: CopyProps) {
  const [days, setDays] = useState([addDays(event.day, 7)]);
  const submit = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (days.every(isDay)) onCopy([...new Set(days)]);
  };
  return (
    <form class="line" ref={useFocusFirst()} onSubmit={submit}>
      {days.map((day, place) => (
        <DayField
          key={place}
          label={i18n.t('plan.to')}
          value={day}
          onDay={typed => setDays(days.with(place, typed))}
        />
      ))}
      <button
        type="button"
        class="button slim quiet"
        onClick={() => setDays([...days, addDays(days.findLast(isDay) ?? event.day, 7)])}
      >
        {i18n.t('plan.anotherDay')}
      </button>
      <button type="submit" class="button slim">
        {i18n.t('plan.copyYes')}
      </button>
    </form>
  );
}

/** What a button opens is what the person wants to fill in. */
function useFocusFirst() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return form;
}
