import { i18n } from '#i18n';
import { Anchor } from '../ui/Anchor.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** In place of a screen, while no account is connected. */
export function ConnectBanner() {
  return (
    <EmptyState title={i18n.t('account.notConnected')}>
      <p class="muted">{i18n.t('account.notConnectedWhy')}</p>
      <Anchor to="options" class="button primary">
        {i18n.t('account.connectButton')}
      </Anchor>
    </EmptyState>
  );
}
