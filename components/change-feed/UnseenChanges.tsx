import { i18n } from '#i18n';
import { watchFeedState } from '../../lib/features/change-feed/feed-state.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Anchor } from '../ui/Anchor.tsx';

/** How many changes the mark on the toolbar button stands for. */
export function UnseenChanges() {
  const { unseen = 0 } = useSubscription(watchFeedState) ?? {};
  if (unseen === 0) return null;
  return <Anchor to="options">{i18n.t('changes.unseen', unseen, [formatNumber(unseen)])}</Anchor>;
}
