import { i18n } from '#i18n';
import type { Account } from '../lib/credentials.ts';
import type { Gate } from '../lib/outbox/gate.ts';
import { Anchor } from './Anchor.tsx';
import { Banner } from './Banner.tsx';
import { ProblemSentence } from './Sentence.tsx';
import { asks } from './use-actions.ts';
import { useOnline } from './use-online.ts';

interface Props {
  account: Account | null;
  gate: Gate;
  /** Uploads on their way: with any, the progress card says what it waits for and how to resume. */
  waiting: number;
}

/** What keeps the whole outbox from sending. */
export function GateBanners({ account, gate, waiting }: Props) {
  const online = useOnline();
  return (
    <>
      {!account && <ConnectBanner />}
      {account && gate.stopped && (
        <Banner
          tone="bad"
          actions={
            <Anchor to="options" class="button primary">
              {i18n.t('account.connectAgain')}
            </Anchor>
          }
        >
          <ProblemSentence problem={gate.stopped} more={i18n.t('batch.stopped')} />
        </Banner>
      )}
      {account && gate.paused && waiting === 0 && (
        <Banner
          tone="wait"
          actions={
            <button type="button" class="button slim" onClick={() => void asks.resume()}>
              {i18n.t('batch.resume')}
            </button>
          }
        >
          {i18n.t('batch.paused')}
        </Banner>
      )}
      {!online && <Banner tone="wait">{i18n.t('batch.offline')}</Banner>}
    </>
  );
}

/** What there is to do before anything else. */
export function ConnectBanner() {
  return (
    <section class="outbox-empty">
      <h2>{i18n.t('account.notConnected')}</h2>
      <p class="muted">{i18n.t('account.notConnectedWhy')}</p>
      <Anchor to="options" class="button primary">
        {i18n.t('account.connectButton')}
      </Anchor>
    </section>
  );
}
