import { i18n } from '#i18n';

/** Covers the page while files are dragged over it. */
export function DropOverlay({ connected }: { connected: boolean }) {
  return (
    <div class="drop-overlay" aria-hidden="true">
      {connected ? i18n.t('choose.dropAnywhere') : i18n.t('account.notConnected')}
    </div>
  );
}
