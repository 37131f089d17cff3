import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { accountRequests } from '../../lib/features/account/requests.ts';
import { listUploads } from '../../lib/features/uploads/upload-store.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import type { PlainProblem } from '../../lib/platform/problem.ts';
import { hasScope, USED_AREAS } from '../../lib/services/intervals/access.ts';
import { watchBreaker } from '../../lib/services/intervals/circuit-breaker.ts';
import { type Account, watchAccountUnreadable } from '../../lib/services/intervals/credentials.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Section } from '../ui/Section.tsx';
import { ApiKeyForm } from './ApiKeyForm.tsx';
import { GrantedScopes } from './GrantedScopes.tsx';
import { OtherConnectMethods } from './OtherConnectMethods.tsx';
import { useStorageProblem } from './use-storage-problem.ts';

/** The ways to connect, or the connected athlete. */
export function AccountSection({ account }: { account: Account | null }) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(account?.athlete.id);
  const [revokeProblem, setRevokeProblem] = useState<PlainProblem>();
  // The pressed button is gone: move the focus to the result, so that screen readers announce it.
  useEffect(() => {
    if (before.current === account?.athlete.id) return;
    before.current = account?.athlete.id;
    if (document.activeElement === document.body) place.current?.focus();
  }, [account]);
  return (
    <Section heading={i18n.t('account.heading')}>
      <div class="account" ref={place} tabIndex={-1}>
        {account ? (
          <ConnectedAccount account={account} onDisconnected={setRevokeProblem} />
        ) : (
          <>
            <StoredAccessWarning onDisconnected={setRevokeProblem} />
            <ConnectMethods account={account} />
          </>
        )}
        {revokeProblem && !account && (
          <p role="alert">
            <ProblemSentence problem={revokeProblem} more={i18n.t('oauth.notTold')} />
          </p>
        )}
      </div>
    </Section>
  );
}

/** The API key first, unless the athlete connected in another way before. */
function ConnectMethods({ account }: { account: Account | null }) {
  return (
    <>
      {account?.kind !== 'token' && <ApiKeyForm />}
      <OtherConnectMethods account={account} isNeeded={account?.kind === 'token'} />
    </>
  );
}

/** Before anything is entered: that this browser stores no secrets, or cannot read those of an account any more. */
function StoredAccessWarning({ onDisconnected }: Pick<ConnectedAccountProps, 'onDisconnected'>) {
  const isUnreadable = useSubscription(watchAccountUnreadable);
  const problem = useStorageProblem();
  if (!problem && !isUnreadable) return null;
  return (
    <Banner tone="bad" actions={isUnreadable && <DisconnectButton onDisconnected={onDisconnected} />}>
      <p role="alert">{problem ? <ProblemSentence problem={problem} /> : i18n.t('account.unreadable')}</p>
    </Banner>
  );
}

function DisconnectButton({ onDisconnected }: Pick<ConnectedAccountProps, 'onDisconnected'>) {
  const disconnect = async () => {
    onDisconnected(undefined);
    onDisconnected(await sendRequest(accountRequests, 'disconnect', {}));
  };
  return (
    <button type="button" class="button" onClick={() => void disconnect()}>
      {i18n.t('account.disconnect')}
    </button>
  );
}

interface ConnectedAccountProps {
  account: Account;
  /** Gets the problem, if Intervals.icu could not be told about the disconnect. */
  onDisconnected: (notTold: PlainProblem | undefined) => void;
}

function ConnectedAccount({ account, onDisconnected }: ConnectedAccountProps) {
  const { athlete, scopes } = account;
  const waiting = useOthersWaitingCount(athlete.id);
  const refused = useSubscription(watchBreaker)?.blocked;
  return (
    <>
      <p role="status">
        <strong>{i18n.t('account.connectedAs', { name: athlete.name, id: athlete.id })}</strong>
      </p>
      <p class="muted small">{getSecretText(account)}</p>
      {scopes && <GrantedScopes scopes={scopes} />}
      {waiting > 0 && (
        <p role="status">{i18n.t('account.othersWaiting', waiting, [formatNumber(waiting)], { name: athlete.name })}</p>
      )}
      {refused && (
        <>
          <p role="alert">
            <ProblemSentence problem={refused} more={i18n.t('batch.stopped')} />
          </p>
          <ConnectMethods account={account} />
        </>
      )}
      {!refused && lacksScopes(account) && <OtherConnectMethods account={account} isNeeded={false} />}
      <p>
        <DisconnectButton onDisconnected={onDisconnected} />
      </p>
    </>
  );
}

function getSecretText({ kind, secretEnding, clientId }: Account): string {
  if (kind === 'key') return i18n.t('account.keyEnding', { ending: `…${secretEnding}` });
  return clientId === undefined
    ? i18n.t('oauth.tokenEnding', { ending: `…${secretEnding}` })
    : i18n.t('oauth.appEnding', { clientId });
}

/** Whether the athlete granted fewer permissions than Musette can use. */
const lacksScopes = (account: Account): boolean => USED_AREAS.some(area => !hasScope(account, `${area}:WRITE`));

/** How many uploads were added for another athlete, and wait for an answer. */
function useOthersWaitingCount(athlete: string): number {
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    void listUploads(
      Number.POSITIVE_INFINITY,
      ({ athlete: whose, state }) => whose !== athlete && state.name === 'held' && state.why === 'account-changed',
    ).then(({ length }) => setWaiting(length));
  }, [athlete]);
  return waiting;
}
