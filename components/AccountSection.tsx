import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Account } from '../lib/credentials.ts';
import { send } from '../lib/messages.ts';
import { watchGate } from '../lib/outbox/gate.ts';
import { listUploads } from '../lib/outbox/store.ts';
import { ConnectForm } from './ConnectForm.tsx';
import { number } from './format.ts';
import { Section } from './Section.tsx';
import { ProblemSentence } from './Sentence.tsx';
import { useWatched } from './use-watched.ts';

/** Whose account: a form for the key, or the athlete who is connected. */
export function AccountSection({ account }: { account: Account | null }) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(account?.athlete.id);
  // The button that was pressed is gone; who listens to the page should hear what came of it.
  useEffect(() => {
    if (before.current === account?.athlete.id) return;
    before.current = account?.athlete.id;
    if (document.activeElement === document.body) place.current?.focus();
  }, [account]);
  return (
    <Section heading={i18n.t('account.heading')}>
      <div class="account" ref={place} tabIndex={-1}>
        {account ? <Connected account={account} /> : <ConnectForm />}
      </div>
    </Section>
  );
}

function Connected({ account: { athlete, ending } }: { account: Account }) {
  const waiting = useOthersWaiting(athlete.id);
  const refused = useWatched(watchGate)?.stopped;
  return (
    <>
      <p role="status">
        <strong>{i18n.t('account.connectedAs', { name: athlete.name, id: athlete.id })}</strong>
      </p>
      <p class="muted small">{i18n.t('account.keyEnding', { ending: `…${ending}` })}</p>
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
          <ConnectForm />
        </>
      )}
      <p>
        <button type="button" class="button" onClick={() => void send('disconnect', {})}>
          {i18n.t('account.disconnect')}
        </button>
      </p>
    </>
  );
}

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
