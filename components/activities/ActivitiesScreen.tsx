import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Account } from '../../lib/credentials.ts';
import { dayIn } from '../../lib/day.ts';
import { MINUTE } from '../../lib/time.ts';
import { ConnectBanner } from '../GateBanners.tsx';
import { MissingRange } from '../MissingRange.tsx';
import { useNow } from '../use-now.ts';
import { ActivityList } from './ActivityList.tsx';
import { DownloadCard } from './DownloadCard.tsx';
import { daysOf, type RangeChoice } from './range.ts';
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
  // The athlete's day, wherever this browser thinks it is.
  const today = dayIn(athlete.timezone, useNow(MINUTE));
  const [choice, setChoice] = useState<RangeChoice>({ span: 'month' });
  const [words, setWords] = useState('');
  const range = daysOf(choice, today);
  const wanted = words ? { words } : range;
  return (
    <>
      {view && <DownloadCard key={view.download.id} view={view} athlete={athlete.id} />}
      <div class="activities-choice">
        <MissingRange
          choice={choice}
          invalid={!range}
          onChange={changed => {
            setChoice(changed);
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
          isBusy={view != null && !view.download.done}
        />
      )}
    </>
  );
}
