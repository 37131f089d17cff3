import { i18n } from '#i18n';
import { watchBreaker } from '../../lib/services/intervals/circuit-breaker.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { MissingScopeBanner } from '../account/ScopeGuard.tsx';
import { TodayCard } from '../calendar/TodayCard.tsx';
import { ThisPage } from '../capture/ThisPage.tsx';
import { UnseenChanges } from '../change-feed/UnseenChanges.tsx';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { DropZone } from '../uploads/DropZone.tsx';
import { QueueStatus } from '../uploads/QueueStatus.tsx';
import { RecentUploadsCard } from '../uploads/RecentUploadsCard.tsx';
import { useAddFiles } from '../uploads/use-add-files.ts';
import { useUploads } from '../uploads/use-uploads.ts';
import { MorningCard } from '../wellness/MorningCard.tsx';

/** The popup of a connected athlete. */
export function ConnectedPopup({ account }: { account: Account }) {
  const uploadsState = useUploads({ limit: 5, onlyOpen: true });
  const { view } = uploadsState;
  const breaker = useSubscription(watchBreaker);
  const adding = useAddFiles();
  return (
    <>
      <main class="popup-main">
        {!breaker?.blocked && <MissingScopeBanner account={account} scope="ACTIVITY:WRITE" />}
        <ThisPage />
        <DropZone adding={adding} />
        <TodayCard account={account} />
        <MorningCard account={account} />
        <RecentUploadsCard uploadsState={uploadsState} account={account} add={adding.add} />
      </main>
      <footer class="line spread small">
        <Anchor to="app">{i18n.t('app.open')}</Anchor>
        <UnseenChanges />
        {view && breaker && <QueueStatus view={view} gate={breaker} />}
      </footer>
    </>
  );
}
