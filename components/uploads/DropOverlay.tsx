import { i18n } from '#i18n';

/** Shown while files are held over the page. */
export function DropOverlay({ connected }: { connected: boolean }) {
  return (
    <div class="veil" aria-hidden="true">
      {connected ? i18n.t('choose.dropAnywhere') : i18n.t('account.notConnected')}
    </div>
  );
}
