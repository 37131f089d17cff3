import { useEffect, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type ExportViewOptions, exportViewOptions } from '../../lib/features/activity-export/export-view-options.ts';
import { addDays, type CalendarDate, getDateInZone, isCalendarDate } from '../../lib/platform/calendar-date.ts';
import type { Lookback } from '../../lib/platform/lookback.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import type { Athlete } from '../../lib/services/intervals/athlete.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { ConnectBanner } from '../account/ConnectBanner.tsx';
import { useNow } from '../hooks/use-now.ts';
import { LookbackField } from '../ui/LookbackField.tsx';
import { ActivityList } from './ActivityList.tsx';
import { ActivitySearch } from './ActivitySearch.tsx';
import { DownloadCard } from './DownloadCard.tsx';
import { useActivityDownload } from './use-download.ts';
import './ActivitiesScreen.css';

/** The athlete's activities, and the download of their files. */
export function ActivitiesScreen({ account }: { account: Account | null }) {
  return (
    <>
      <h1>{i18n.t('activities.heading')}</h1>
      {account ? <ActivitiesContent key={account.athlete.id} account={account} /> : <ConnectBanner />}
    </>
  );
}

function ActivitiesContent({ account: { athlete } }: { account: Account }) {
  const view = useActivityDownload();
  const isBusy = view != null && !view.download.done;
  // A download changes several times a second: that must not render thousands of activities.
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
  /** A download is running. */
  isBusy: boolean;
}

/** The activities of the chosen range or search. */
function Activities({ athlete, isBusy }: Props) {
  // Today in the athlete's time zone, not the browser's.
  const today = getDateInZone(athlete.timezone, useNow(MINUTE));
  const [choice, setChoice] = useState<ExportViewOptions>();
  const [searchText, setSearchText] = useState('');
  useEffect(() => void exportViewOptions.get().then(setChoice), []);
  if (!choice) return null;
  const change = (changed: Partial<ExportViewOptions>) => {
    const next = { ...choice, ...changed };
    setChoice(next);
    void exportViewOptions.update(() => next);
  };
  const range = getLookbackDays(choice, today);
  const query = searchText ? { words: searchText } : range;
  return (
    <>
      <div class="activities-choice">
        <LookbackField
          value={choice}
          invalid={!range}
          onChange={changed => {
            change(changed);
            setSearchText('');
          }}
        />
        <ActivitySearch value={searchText} onSearch={setSearchText} />
      </div>
      {query && (
        <ActivityList
          key={JSON.stringify(query)}
          athlete={athlete.id}
          query={query}
          isBusy={isBusy}
          kind={choice.kind}
          onKind={kind => change({ kind })}
        />
      )}
    </>
  );
}

/** No recording is older. */
const EARLIEST_DAY: CalendarDate = '2000-01-01';

/** The athlete's days to list; undefined if one of two dates is missing, or they are in the wrong order. */
function getLookbackDays(
  { span, from = '', to = '' }: Lookback,
  today: CalendarDate,
): { from: CalendarDate; to: CalendarDate } | undefined {
  if (span === 'month') return { from: addDays(today, -31), to: today };
  if (span === 'season') return { from: addDays(today, -365), to: today };
  if (span === 'all') return { from: EARLIEST_DAY, to: today };
  return isCalendarDate(from) && isCalendarDate(to) && from <= to ? { from, to } : undefined;
}
