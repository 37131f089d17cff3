import { i18n } from '#i18n';
import { openOptions } from '../../lib/platform/pages.ts';
import { watchAccount, watchAccountUnreadable } from '../../lib/services/intervals/credentials.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Logo } from '../ui/Logo.tsx';
import { ConnectedPopup } from './ConnectedPopup.tsx';
import { IntervalsAccessBanner } from './IntervalsAccessBanner.tsx';
import { NotInPrivateWindow } from './PrivateWindow.tsx';
import { useRetryOnOpen } from './use-retry-on-open.ts';
import './Popup.css';

/** The popup: adds files, and shows the newest uploads. */
export const Popup = () => (
  <NotInPrivateWindow>
    <PopupContent />
  </NotInPrivateWindow>
);

function PopupContent() {
  useRetryOnOpen();
  const account = useSubscription(watchAccount);
  return (
    <div class="popup">
      <header class="line spread">
        <div class="line">
          <Logo />
          <h1 class="popup-title">{i18n.t('app.short')}</h1>
        </div>
        {account && (
          <span class="muted small">
            {account.athlete.name} · {account.athlete.id}
          </span>
        )}
      </header>
      <IntervalsAccessBanner />
      {account === null && <NotConnected />}
      {account && <ConnectedPopup account={account} />}
    </div>
  );
}

function NotConnected() {
  const isUnreadable = useSubscription(watchAccountUnreadable);
  if (isUnreadable === undefined) return null;
  return (
    <main class="popup-main">
      <p>{i18n.t(isUnreadable ? 'account.unreadable' : 'account.notConnectedWhy')}</p>
      <button type="button" class="button primary" onClick={() => void openOptions()}>
        {i18n.t(isUnreadable ? 'account.connectAgain' : 'account.connectButton')}
      </button>
    </main>
  );
}
