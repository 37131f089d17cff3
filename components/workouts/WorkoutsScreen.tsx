import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Account } from '../../lib/credentials.ts';
import { dayIn } from '../../lib/day.ts';
import { type Settings, watchSettings } from '../../lib/settings.ts';
import { MINUTE } from '../../lib/time.ts';
import { type Choice, getChoice, keepChoice, rangeOf } from '../../lib/workouts/choice.ts';
import { ConnectBanner } from '../GateBanners.tsx';
import { useNow } from '../use-now.ts';
import { useWatched } from '../use-watched.ts';
import { Calendar } from './Calendar.tsx';
import { LastDeeds } from './LastDeeds.tsx';
import { Planning } from './Planning.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import './WorkoutsScreen.css';

/** What is planned: seen, saved, and put there. */
export function WorkoutsScreen({ account }: { account: Account | null }) {
  const settings = useWatched(watchSettings);
  return (
    <>
      <header class="line spread">
        <h1>{i18n.t('workouts.heading')}</h1>
        {account && <Planning key={account.athlete.id} account={account} />}
      </header>
      {account ? (
        settings && <Planned key={account.athlete.id} account={account} settings={settings} />
      ) : (
        <ConnectBanner />
      )}
    </>
  );
}

function Planned({ account, settings }: { account: Account; settings: Settings }) {
  const { id, timezone } = account.athlete;
  // The athlete's day, wherever this browser thinks it is.
  const today = dayIn(timezone, useNow(MINUTE));
  const [choice, setChoice] = useState<Choice>();
  useEffect(() => void getChoice().then(setChoice), []);
  if (!choice) return null;
  const range = rangeOf(choice, today);
  const change = (changed: Choice) => {
    setChoice(changed);
    void keepChoice(changed);
  };
  return (
    <>
      <LastDeeds athlete={id} />
      <RangeChoice choice={choice} today={today} invalid={!range} onChange={change} />
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
