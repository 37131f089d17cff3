import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { MorningField } from './MorningField.tsx';
import { useMorningForm } from './use-morning-form.ts';

interface Props {
  athlete: string;
  today: CalendarDate;
  keys: readonly string[];
  existing: WellnessDay | undefined;
}

/** Fields of today, saved together. */
export function MorningForm({ athlete, today, keys, existing }: Props) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { send, busy, problem, status } = useMorningForm(athlete, sent =>
    // Text typed since then is not saved yet.
    setTyped(now => pickFields(now, key => sent[key] !== now[key])),
  );
  if (existing?.locked) return <p>{i18n.t('wellness.morningLocked')}</p>;
  const submit = (event: Event) => {
    event.preventDefault();
    send(
      { day: today, existing, edits: undefined },
      pickFields(typed, key => keys.includes(key)),
    );
  };
  return (
    <form class="morning-form" onSubmit={submit}>
      {keys.map(key => (
        <MorningField
          key={key}
          field={key}
          existing={existing}
          text={typed[key]}
          onType={text => setTyped(now => ({ ...now, [key]: text }))}
        />
      ))}
      <button type="submit" class="button" aria-disabled={busy}>
        {busy ? i18n.t('wellness.saving') : i18n.t('wellness.morningSave')}
      </button>
      <p role="status" class="small morning-status">
        {problem ? <ProblemSentence problem={problem} /> : status}
      </p>
    </form>
  );
}

const pickFields = (
  typed: Readonly<Record<string, string>>,
  isPicked: (key: string) => boolean,
): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(typed).filter(([key]) => isPicked(key)));
