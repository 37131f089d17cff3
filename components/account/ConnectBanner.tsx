import { i18n } from '#i18n';
import { watchAccountUnreadable } from '../../lib/services/intervals/credentials.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** In place of a screen, while no account is connected, or while its stored access cannot be read. */
export function ConnectBanner() {
  const isUnreadable = useSubscription(watchAccountUnreadable);
  if (isUnreadable === undefined) return null;
  return (
    <EmptyState title={i18n.t(isUnreadable ? 'account.connectAgain' : 'account.notConnected')}>
      <p class="muted">{i18n.t(isUnreadable ? 'account.unreadable' : 'account.notConnectedWhy')}</p>
      <Anchor to="options" class="button primary">
        {i18n.t(isUnreadable ? 'account.connectAgain' : 'account.connectButton')}
      </Anchor>
    </EmptyState>
  );
}
