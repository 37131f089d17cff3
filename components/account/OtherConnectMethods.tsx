import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { canUse } from '../../lib/platform/permissions.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { usePermissionRequest } from '../hooks/use-permission-request.ts';
import { OAuthAppForm } from './OAuthAppForm.tsx';
import { TokenForm } from './TokenForm.tsx';

/** Needed for the sign-in window. Firefox 153 grants `identity` at installation, and cannot request it. */
const IDENTITY_PERMISSION = { permissions: ['identity' as const] };

interface Props {
  /** The account that is connected now and connects again. */
  account: Account | null;
  /** Connecting again is required. */
  isNeeded: boolean;
}

/** The ways to connect other than the API key: the athlete's own app, and a token. */
export function OtherConnectMethods({ account, isNeeded }: Props) {
  return (
    <details class="other-ways" open={isNeeded}>
      <summary>{account?.kind === 'token' ? i18n.t('oauth.again') : i18n.t('oauth.heading')}</summary>
      <div class="account">
        {canUse('identity') && <OAuthAppPart known={account?.clientId} />}
        <TokenForm />
      </div>
    </details>
  );
}

function OAuthAppPart({ known }: { known: string | undefined }) {
  const { refused, ask } = usePermissionRequest();
  const [isOpen, setOpen] = useState(false);
  const open = async () => setOpen(true);
  return (
    <div class="connect">
      <h3>{i18n.t('oauth.appHeading')}</h3>
      <p class="muted small">{i18n.t('oauth.appHint')}</p>
      {isOpen ? (
        <OAuthAppForm knownClientId={known} />
      ) : (
        <p>
          <button
            type="button"
            class="button"
            onClick={() => void (import.meta.env.FIREFOX ? open() : ask(IDENTITY_PERMISSION, open))}
          >
            {i18n.t('oauth.useApp')}
          </button>
        </p>
      )}
      {refused && <p role="alert">{i18n.t('oauth.refused')}</p>}
    </div>
  );
}
