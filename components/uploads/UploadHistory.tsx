import { i18n } from '#i18n';
import type { Upload } from '../../lib/features/uploads/upload.ts';
import { listUploads } from '../../lib/features/uploads/upload-store.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import type { DroppedFiles } from '../hooks/dropped-files.ts';
import { useActions } from '../hooks/use-actions.ts';
import { useNow } from '../hooks/use-now.ts';
import { LoadingOrError } from '../text/LoadingOrError.tsx';
import { UploadFilterBar } from './UploadFilterBar.tsx';
import { UploadTable } from './UploadTable.tsx';
import { uploadActions } from './upload-actions.ts';
import { countMatching } from './upload-filter.ts';
import type { UploadList } from './use-upload-list.ts';
import { useUploadRowHandlers } from './use-upload-row-handlers.ts';

interface Props {
  list: UploadList;
  account: Account | null;
  add: (dropped: DroppedFiles) => void;
}

/** The uploads themselves, newest first. */
export function UploadHistory({ list, account, add }: Props) {
  const { view, problem, filter, searchText, setFilter, setSearchText, showMore } = list;
  if (!view) return <LoadingOrError problem={problem} />;
  if (countMatching('all', view.counts) === 0) return account && <EmptyHistory />;
  return (
    <>
      <UploadFilterBar
        counts={view.counts}
        filter={filter}
        searchText={searchText}
        onFilterChange={setFilter}
        onSearch={setSearchText}
      />
      {view.counts.failed > 1 && (filter === 'all' || filter === 'failed') && <RetryAllButton />}
      <Rows list={list} uploads={view.uploads} account={account} add={add} />
      {view.hasMore && (
        <p>
          <button type="button" class="button" onClick={showMore}>
            {i18n.t('list.more')}
          </button>
        </p>
      )}
    </>
  );
}

function Rows({ list, uploads, account, add }: Props & { uploads: Upload[] }) {
  const now = useNow(MINUTE);
  const actions = useActions();
  const handlers = useUploadRowHandlers(actions.run, add);
  if (uploads.length === 0) {
    const showAll = () => {
      list.setFilter('all');
      list.setSearchText('');
    };
    return <NoMatches onAll={showAll} />;
  }
  return (
    <UploadTable
      uploads={uploads}
      athleteName={account?.athlete.name}
      now={now}
      actions={actions}
      handlers={handlers}
    />
  );
}

function EmptyHistory() {
  return (
    <section class="outbox-empty">
      <h2>{i18n.t('list.emptyTitle')}</h2>
      <p class="muted">{i18n.t('list.emptyHint')}</p>
      <p class="muted small">{i18n.t('choose.kinds')}</p>
    </section>
  );
}

function NoMatches({ onAll: onShowAll }: { onAll: () => void }) {
  return (
    <div class="outbox-empty" role="status">
      <p>{i18n.t('list.nothingFound')}</p>
      <button type="button" class="button" onClick={onShowAll}>
        {i18n.t('list.showAll')}
      </button>
    </div>
  );
}

function RetryAllButton() {
  const retryAll = async () => {
    const failed = await listUploads(Number.POSITIVE_INFINITY, ({ state }) => state.name === 'failed');
    await uploadActions.retry(...failed.map(({ id }) => id));
  };
  return (
    <p>
      <button type="button" class="button" onClick={() => void retryAll()}>
        {i18n.t('list.retryAll')}
      </button>
    </p>
  );
}
