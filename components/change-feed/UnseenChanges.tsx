import { i18n } from '#i18n';
import { watchFeedState } from '../../lib/features/change-feed/feed-state.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Anchor } from '../ui/Anchor.tsx';

/** How many changes the number on the button stands for, with a link to them. */
export function UnseenChanges() {
  const { unseen = 0 } = useSubscription(watchFeedState) ?? {};
  if (unseen === 0) return null;
  return <Anchor to="options">{i18n.t('changes.unseen', unseen, [formatNumber(unseen)])}</Anchor>;
}
