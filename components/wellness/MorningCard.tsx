import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getAllFields, getMorningFields } from '../../lib/features/wellness/field-usage.ts';
import { isEditableField } from '../../lib/features/wellness/wellness-edit.ts';
import {
  updateWellnessViewOptions,
  watchWellnessViewOptions,
} from '../../lib/features/wellness/wellness-view-options.ts';
import type { WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import { addDays, type CalendarDate, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { formatLongDay } from '../../lib/platform/format.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import { hasScope } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { MissingScopeBanner } from '../account/ScopeGuard.tsx';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { FieldPicker } from './FieldPicker.tsx';
import { LastWriteBanner } from './LastWriteBanner.tsx';
import { MorningField } from './MorningField.tsx';
import { useMorningForm } from './use-morning-form.ts';
import { useWellnessDays, useWellnessRefresh } from './use-wellness-days.ts';
import './MorningCard.css';

/** The few values that the athlete logs every morning, in the popup. */
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

/** Two weeks say what is logged daily. */
function MorningFields({ account, today }: { account: Account; today: CalendarDate }) {
  const athlete = account.athlete.id;
  const range = { from: addDays(today, -14), to: today };
  const { view } = useWellnessDays(athlete, range);
  const { problem } = useWellnessRefresh(athlete, range);
  const options = useSubscription(watchWellnessViewOptions);
  const [openedMs] = useState(Date.now);
  const before = useMemo(
    () => [...(view?.days.values() ?? [])].filter(({ day }) => day < today),
    [view, today],
  );
  // Fields that change under somebody's hands are worse than none: until the days were read once, it waits.
  if (!view || !options || (view.readAtMs === undefined && !problem)) return null;
  const keys = options.morning ?? getMorningFields(before);
  return (
    <>
      <LastWriteBanner account={account} sinceMs={openedMs} />
      <MorningForm athlete={athlete} today={today} keys={keys} known={view.days.get(today)} />
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

interface FormProps {
  athlete: string;
  today: CalendarDate;
  keys: readonly string[];
  known: WellnessDay | undefined;
}

function MorningForm({ athlete, today, keys, known }: FormProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { send, busy, problem, said } = useMorningForm(athlete, sent =>
    // What was typed meanwhile is not sent yet.
    setTyped(now => pickFields(now, key => sent[key] !== now[key])),
  );
  if (known?.locked) return <p>{i18n.t('wellness.morningLocked')}</p>;
  const submit = (event: Event) => {
    event.preventDefault();
    send(
      { day: today, known, edits: undefined },
      pickFields(typed, key => keys.includes(key)),
    );
  };
  return (
    <form class="morning-form" onSubmit={submit}>
      {keys.map(key => (
        <MorningField
          key={key}
          field={key}
          known={known}
          text={typed[key]}
          onType={text => setTyped(now => ({ ...now, [key]: text }))}
        />
      ))}
      <button type="submit" class="button" aria-disabled={busy}>
        {busy ? i18n.t('wellness.sending') : i18n.t('wellness.morningSend')}
      </button>
      <p role="status" class="small morning-said">
        {problem ? <ProblemSentence problem={problem} /> : said}
      </p>
    </form>
  );
}

const pickFields = (
  typed: Readonly<Record<string, string>>,
  counts: (key: string) => boolean,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(typed).filter(([key]) => counts(key)));
