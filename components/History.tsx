import { i18n } from '#i18n';
import type { Account } from '../lib/credentials.ts';
import { listUploads } from '../lib/outbox/store.ts';
import type { Upload } from '../lib/outbox/upload.ts';
import { MINUTE } from '../lib/time.ts';
import type { Dropped } from './dropped-files.ts';
import { FilterBar } from './FilterBar.tsx';
import { countOf } from './filter.ts';
import { Unread } from './Unread.tsx';
import { UploadTable } from './UploadTable.tsx';
import { asks, useActions } from './use-actions.ts';
import type { Listing } from './use-listing.ts';
import { useNow } from './use-now.ts';
import { useRowCalls } from './use-row.ts';

interface Props {
  listing: Listing;
  account: Account | null;
  add: (dropped: Dropped) => void;
}

/** The uploads themselves, newest first. */
export function History({ listing, account, add }: Props) {
  const { view, problem, shown, typed, setShown, setTyped, showMore } = listing;
  if (!view) return <Unread problem={problem} />;
  if (countOf('all', view.counts) === 0) return account && <Empty />;
  return (
    <>
      <FilterBar counts={view.counts} shown={shown} typed={typed} onShown={setShown} onTyped={setTyped} />
      {view.counts.failed > 1 && (shown === 'all' || shown === 'failed') && <RetryAll />}
      <Rows listing={listing} uploads={view.uploads} account={account} add={add} />
      {view.more && (
        <p>
          <button type="button" class="button" onClick={showMore}>
            {i18n.t('list.more')}
          </button>
        </p>
      )}
    </>
  );
}

function Rows({ listing, uploads, account, add }: Props & { uploads: Upload[] }) {
  const now = useNow(MINUTE);
  const actions = useActions();
  const calls = useRowCalls(actions.run, add);
  if (uploads.length === 0) {
    const showAll = () => {
      listing.setShown('all');
      listing.setTyped('');
    };
    return <NothingFound onAll={showAll} />;
  }
  return (
    <UploadTable
      uploads={uploads}
      athleteName={account?.athlete.name}
      now={now}
      actions={actions}
      calls={calls}
    />
  );
}

function Empty() {
  return (
    <section class="outbox-empty">
      <h2>{i18n.t('list.emptyTitle')}</h2>
      <p class="muted">{i18n.t('list.emptyHint')}</p>
      <p class="muted small">{i18n.t('choose.kinds')}</p>
    </section>
  );
}

function NothingFound({ onAll }: { onAll: () => void }) {
  return (
    <div class="outbox-empty" role="status">
      <p>{i18n.t('list.nothingFound')}</p>
      <button type="button" class="button" onClick={onAll}>
        {i18n.t('list.showAll')}
      </button>
    </div>
  );
}

function RetryAll() {
  const retryAll = async () => {
    const failed = await listUploads(Number.POSITIVE_INFINITY, ({ state }) => state.name === 'failed');
    await asks.retry(...failed.map(({ id }) => id));
  };
  return (
    <p>
      <button type="button" class="button" onClick={() => void retryAll()}>
        {i18n.t('list.retryAll')}
      </button>
    </p>
  );
}
