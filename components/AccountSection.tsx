import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Account } from '../lib/credentials.ts';
import { allows, USED_AREAS } from '../lib/intervals/access.ts';
import { send } from '../lib/messages.ts';
import { watchGate } from '../lib/outbox/gate.ts';
import { listUploads } from '../lib/outbox/store.ts';
import type { PlainProblem } from '../lib/problem.ts';
import { Allowed } from './account/Allowed.tsx';
import { OtherWays } from './account/OtherWays.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import { number } from './format.ts';
import { Section } from './Section.tsx';
import { ProblemSentence } from './Sentence.tsx';
import { useWatched } from './use-watched.ts';

/** Whose account: the ways to connect, or the athlete who is connected. */
export function AccountSection({ account }: { account: Account | null }) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(account?.athlete.id);
  const [notTold, setNotTold] = useState<PlainProblem>();
  // The button that was pressed is gone; who listens to the page should hear what came of it.
  useEffect(() => {
    if (before.current === account?.athlete.id) return;
    before.current = account?.athlete.id;
    if (document.activeElement === document.body) place.current?.focus();
  }, [account]);
  return (
    <Section heading={i18n.t('account.heading')}>
      <div class="account" ref={place} tabIndex={-1}>
        {account ? (
          <Connected account={account} onDisconnected={setNotTold} />
        ) : (
          <Connect account={account} />
        )}
        {notTold && !account && (
          <p role="alert">
            <ProblemSentence problem={notTold} more={i18n.t('oauth.notTold')} />
          </p>
        )}
      </div>
    </Section>
  );
}

/** The API key first; who connected in another way does so again. */
function Connect({ account }: { account: Account | null }) {
  return (
    <>
      {account?.kind !== 'token' && <ConnectForm />}
      <OtherWays account={account} isNeeded={account?.kind === 'token'} />
    </>
  );
}

interface ConnectedProps {
  account: Account;
  /** With why Intervals.icu could not be told, if it had to be. */
  onDisconnected: (notTold: PlainProblem | undefined) => void;
}

function Connected({ account, onDisconnected }: ConnectedProps) {
  const { athlete, scopes } = account;
  const waiting = useOthersWaiting(athlete.id);
  const refused = useWatched(watchGate)?.stopped;
  const disconnect = async () => {
    onDisconnected(undefined);
    onDisconnected(await send('disconnect', {}));
  };
  return (
    <>
      <p role="status">
        <strong>{i18n.t('account.connectedAs', { name: athlete.name, id: athlete.id })}</strong>
      </p>
      <p class="muted small">{keptWords(account)}</p>
      {scopes && <Allowed scopes={scopes} />}
      {waiting > 0 && (
        <p role="status">
          {i18n.t('account.othersWaiting', waiting, [number(waiting)], { name: athlete.name })}
        </p>
      )}
      {refused && (
        <>
          <p role="alert">
            <ProblemSentence problem={refused} more={i18n.t('batch.stopped')} />
          </p>
          <Connect account={account} />
        </>
      )}
      {!refused && isShort(account) && <OtherWays account={account} isNeeded={false} />}
      <p>
        <button type="button" class="button" onClick={() => void disconnect()}>
          {i18n.t('account.disconnect')}
        </button>
      </p>
    </>
  );
}

function keptWords({ kind, ending, clientId }: Account): string {
  if (kind === 'key') return i18n.t('account.keyEnding', { ending: `…${ending}` });
  return clientId === undefined
    ? i18n.t('oauth.tokenEnding', { ending: `…${ending}` })
    : i18n.t('oauth.appEnding', { clientId });
}

/** Whether the athlete allowed less than Musette has a use for. */
const isShort = (account: Account): boolean => USED_AREAS.some(area => !allows(account, `${area}:WRITE`));

/** How many uploads in the outbox are for another athlete than this one, and wait to be asked about. */
function useOthersWaiting(athlete: string): number {
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    void listUploads(
      Number.POSITIVE_INFINITY,
      ({ athlete: whose, state }) =>
        whose !== athlete && state.name === 'held' && state.why === 'account-changed',
    ).then(({ length }) => setWaiting(length));
  }, [athlete]);
  return waiting;
}
