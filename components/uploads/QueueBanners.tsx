import { i18n } from '#i18n';
import type { BreakerState } from '../../lib/services/intervals/circuit-breaker.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { ConnectBanner } from '../account/ConnectBanner.tsx';
import { useOnline } from '../hooks/use-online.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { Banner } from '../ui/Banner.tsx';
import { uploadActions } from './upload-actions.ts';

interface Props {
  account: Account | null;
  breaker: BreakerState;
  /** The number of uploads on their way: with any, the progress card shows what they wait for and how to resume. */
  waiting: number;
}

/** What keeps all uploads from being sent. */
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
