import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatNumber } from '../../lib/platform/format.ts';
import type { ActivityFileKind } from '../../lib/services/intervals/activity-files.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { ActivityTable } from './ActivityTable.tsx';
import { DownloadBar } from './DownloadBar.tsx';
import { type ActivityQuery, useActivities } from './use-activities.ts';

interface Props {
  athlete: string;
  query: ActivityQuery;
  /** A download is running: another one has to wait. */
  isBusy: boolean;
  /** Which file of each activity is wanted. */
  kind: ActivityFileKind;
  onKind: (kind: ActivityFileKind) => void;
}

/** Rows that are shown at first, and that each "Show more" adds. */
const PAGE_SIZE = 200;

/** The activities of a range or a search, to select and download. */
export function ActivityList({ athlete, query, isBusy, kind, onKind }: Props) {
  const [reloadCount, setReloadCount] = useState(0);
  const { activities, busy, problem } = useActivities(query, reloadCount);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [limit, setLimit] = useState(PAGE_SIZE);
  const rows = useMemo(() => activities.slice(0, limit), [activities, limit]);
  const chosen = selected.size > 0 ? activities.filter(({ id }) => selected.has(id)) : activities;
  const handleSelect = (ids: string[], on: boolean) =>
    setSelected(before => (on ? before.union(new Set(ids)) : before.difference(new Set(ids))));
  return (
    <>
      <div class="line small">
        <p role="status" class={problem ? '' : 'muted'}>
          {problem ? <ProblemSentence problem={problem} /> : getCountMessage(activities.length, busy, query)}
        </p>
        {!busy && (
          <button type="button" class="button quiet slim" onClick={() => setReloadCount(n => n + 1)}>
            {i18n.t('activities.again')}
          </button>
        )}
      </div>
      {activities.length > 0 && (
        <>
          <DownloadBar
            athlete={athlete}
            activities={chosen}
            isAll={selected.size === 0}
            isBusy={isBusy || busy}
            kind={kind}
            onKind={onKind}
          />
          <ActivityTable all={activities} rows={rows} selected={selected} kind={kind} onSelect={handleSelect} />
        </>
      )}
      {activities.length > limit && (
        <p>
          <button type="button" class="button" onClick={() => setLimit(n => n + PAGE_SIZE)}>
            {i18n.t('list.more')}
          </button>
        </p>
      )}
    </>
  );
}

function getCountMessage(count: number, busy: boolean, { words }: ActivityQuery): string {
  if (busy) return i18n.t('activities.reading', { n: formatNumber(count) });
  return count === 0 && words
    ? i18n.t('activities.nothingFound')
    : i18n.t('activities.count', count, [formatNumber(count)]);
}
