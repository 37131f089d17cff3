import { useEffect, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type Choice, getChoice, keepChoice } from '../../lib/activities/choice.ts';
import type { Account } from '../../lib/credentials.ts';
import { dayIn } from '../../lib/day.ts';
import type { Athlete } from '../../lib/intervals/athlete.ts';
import { MINUTE } from '../../lib/time.ts';
import { ConnectBanner } from '../GateBanners.tsx';
import { MissingRange } from '../MissingRange.tsx';
import { useNow } from '../use-now.ts';
import { ActivityList } from './ActivityList.tsx';
import { DownloadCard } from './DownloadCard.tsx';
import { daysOf } from './range.ts';
import { SearchForm } from './SearchForm.tsx';
import { useDownload } from './use-download.ts';
import './ActivitiesScreen.css';

/** What was done, and its files. */
export function ActivitiesScreen({ account }: { account: Account | null }) {
  return (
    <>
      <h1>{i18n.t('activities.heading')}</h1>
      {account ? <Done key={account.athlete.id} account={account} /> : <ConnectBanner />}
    </>
  );
}

function Done({ account: { athlete } }: { account: Account }) {
  const view = useDownload();
  const isBusy = view != null && !view.download.done;
  // What a download tells comes several times a second: thousands of activities are not drawn for it.
  const activities = useMemo(() => <Activities athlete={athlete} isBusy={isBusy} />, [athlete, isBusy]);
  return (
    <>
      {view && <DownloadCard key={view.download.id} view={view} athlete={athlete.id} />}
      {activities}
    </>
  );
}

interface Props {
  athlete: Athlete;
  /** A download is under way. */
  isBusy: boolean;
}

/** The activities that were looked at last time, until others are chosen. */
function Activities({ athlete, isBusy }: Props) {
  // The athlete's day, wherever this browser thinks it is.
  const today = dayIn(athlete.timezone, useNow(MINUTE));
  const [choice, setChoice] = useState<Choice>();
  const [words, setWords] = useState('');
  useEffect(() => void getChoice().then(setChoice), []);
  if (!choice) return null;
  const change = (changed: Partial<Choice>) => {
    setChoice({ ...choice, ...changed });
    void keepChoice({ ...choice, ...changed });
  };
  const range = daysOf(choice, today);
  const wanted = words ? { words } : range;
  return (
    <>
      <div class="activities-choice">
        <MissingRange
          choice={choice}
          invalid={!range}
          onChange={changed => {
            change(changed);
            setWords('');
          }}
        />
        <SearchForm words={words} onSearch={setWords} />
      </div>
      {wanted && (
        <ActivityList
          key={JSON.stringify(wanted)}
          athlete={athlete.id}
          wanted={wanted}
          isBusy={isBusy}
          kind={choice.kind}
          onKind={kind => change({ kind })}
        />
      )}
    </>
  );
}
