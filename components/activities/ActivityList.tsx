import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { FileKind } from '../../lib/intervals/activity-files.ts';
import { number } from '../format.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { ActivityTable } from './ActivityTable.tsx';
import { DownloadBar } from './DownloadBar.tsx';
import { useActivities, type Wanted } from './use-activities.ts';

interface Props {
  athlete: string;
  wanted: Wanted;
  /** A download is under way: another one has to wait. */
  isBusy: boolean;
  /** Which files of them are wanted. */
  kind: FileKind;
  onKind: (kind: FileKind) => void;
}

/** Rows that are drawn at first, and with each "Show more". */
const STEP = 200;

/** The activities of a range or a search, to be ticked and downloaded. */
export function ActivityList({ athlete, wanted, isBusy, kind, onKind }: Props) {
  const [anew, setAnew] = useState(0);
  const { activities, busy, problem } = useActivities(wanted, anew);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState(STEP);
  const rows = useMemo(() => activities.slice(0, shown), [activities, shown]);
  const chosen = ticked.size > 0 ? activities.filter(({ id }) => ticked.has(id)) : activities;
  const tick = (ids: string[], on: boolean) =>
    setTicked(before => (on ? before.union(new Set(ids)) : before.difference(new Set(ids))));
  return (
    <>
      <div class="line small">
        <p role="status" class={problem ? '' : 'muted'}>
          {problem ? <ProblemSentence problem={problem} /> : countWords(activities.length, busy, wanted)}
        </p>
        {!busy && (
          <button type="button" class="button quiet slim" onClick={() => setAnew(n => n + 1)}>
            {i18n.t('activities.again')}
          </button>
        )}
      </div>
      {activities.length > 0 && (
        <>
          <DownloadBar
            athlete={athlete}
            activities={chosen}
            isAll={ticked.size === 0}
            isBusy={isBusy || busy}
            kind={kind}
            onKind={onKind}
          />
          <ActivityTable all={activities} rows={rows} ticked={ticked} kind={kind} onTick={tick} />
        </>
      )}
      {activities.length > shown && (
        <p>
          <button type="button" class="button" onClick={() => setShown(n => n + STEP)}>
            {i18n.t('list.more')}
          </button>
        </p>
      )}
    </>
  );
}

function countWords(count: number, busy: boolean, { words }: Wanted): string {
  if (busy) return i18n.t('activities.reading', { n: number(count) });
  return count === 0 && words
    ? i18n.t('activities.nothingFound')
    : i18n.t('activities.count', count, [number(count)]);
}
