import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getChangeUrl, toChangeSentence } from '../../lib/features/change-feed/change-messages.ts';
import type { FeedItem } from '../../lib/features/change-feed/feed-rows.ts';
import { updateFeedState } from '../../lib/features/change-feed/feed-state.ts';
import { getRecentFeedItems } from '../../lib/features/change-feed/feed-store.ts';
import { formatRecent } from '../../lib/platform/format.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { useNow } from '../hooks/use-now.ts';
import { Anchor } from '../ui/Anchor.tsx';

/** How many changes are shown. */
const MAX_SHOWN = 10;

/** The newest changes first. Showing them clears the mark on the toolbar button. */
export function RecentChanges({ athlete }: { athlete: string }) {
  const items = useFeedItems(athlete);
  const now = useNow(MINUTE);
  if (!items) return null;
  return (
    <div class="section-part">
      <h3>{i18n.t('changes.happened')}</h3>
      {items.length === 0 && <p class="muted small">{i18n.t('changes.nothing')}</p>}
      <ul class="changes-list" aria-live="polite">
        {items.map(({ atMs, change }) => (
          <li key={`${atMs} ${change.timestamp} ${toChangeSentence(change)}`}>
            <ChangeText change={change} /> <span class="muted small">{formatRecent(atMs, now)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ChangeText({ change }: Pick<FeedItem, 'change'>) {
  const url = getChangeUrl(change);
  if (!url) return <span>{toChangeSentence(change)}</span>;
  return <Anchor to={url}>{toChangeSentence(change)}</Anchor>;
}

function useFeedItems(athlete: string): FeedItem[] | undefined {
  const [items, setItems] = useState<FeedItem[]>();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const rows = await getRecentFeedItems(athlete, MAX_SHOWN);
      if (!isCurrent()) return;
      setItems(rows);
      await updateFeedState(state => ({ ...state, unseen: 0 }));
    };
    return liveQuery(read, reportError, ['changes']);
  }, [athlete]);
  return items;
}
