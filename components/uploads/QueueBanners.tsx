import { i18n } from '#i18n';
import type { BreakerState } from '../../lib/services/intervals/circuit-breaker.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { useOnline } from '../hooks/use-online.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { Banner } from '../ui/Banner.tsx';
import { uploadActions } from './upload-actions.ts';

interface Props {
  account: Account | null;
  breaker: BreakerState;
  /** Uploads on their way: with any, the progress card says what it waits for and how to resume. */
  waiting: number;
}

/** What keeps the whole outbox from sending. */
export function QueueBanners({ account, breaker, waiting }: Props) {
  const online = useOnline();
  return (
    <>
      {!account && <ConnectBanner />}
      {account && breaker.blocked && (
        <Banner
          tone="bad"
          actions={
            <Anchor to="options" class="button primary">
              {i18n.t('account.connectAgain')}
            </Anchor>
          }
        >
          <ProblemSentence problem={breaker.blocked} more={i18n.t('batch.stopped')} />
        </Banner>
      )}
      {account && breaker.paused && waiting === 0 && (
        <Banner
          tone="wait"
          actions={
            <button type="button" class="button slim" onClick={() => void uploadActions.resume()}>
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
