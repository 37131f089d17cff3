import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { lacksFile, type Upload } from '../../lib/features/uploads/upload.ts';
import { getUploadsInState } from '../../lib/features/uploads/upload-store.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import type { DroppedFiles } from '../hooks/dropped-files.ts';
import { useActions } from '../hooks/use-actions.ts';
import { useNow } from '../hooks/use-now.ts';
import { LoadingOrError } from '../text/LoadingOrError.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { UnconfirmedBanner } from './UnconfirmedBanner.tsx';
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

/** The list of uploads, newest first. */
export function UploadHistory({ list, account, add }: Props) {
  const { view, problem, filter, searchText, setFilter, setSearchText, showMore } = list;
  const count = view && countMatching('all', view.counts);
  const hadRows = useRef(false);
  hadRows.current ||= count !== undefined && count > 0;
  if (!view) return <LoadingOrError problem={problem} />;
  if (count === 0) return account && <EmptyHistory hadRows={hadRows.current} />;
  return (
    <>
      <UploadFilterBar
        counts={view.counts}
        filter={filter}
        searchText={searchText}
        onFilterChange={setFilter}
        onSearch={setSearchText}
      />
      {account && (filter === 'all' || filter === 'held') && <UnconfirmedBanner athlete={account.athlete.id} />}
      {view.counts.failed - view.failedWithoutFile > 1 && (filter === 'all' || filter === 'failed') && (
        <RetryAllButton />
      )}
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

/** `hadRows`: the last row was removed just now, and with it the button that had the focus. */
function EmptyHistory({ hadRows }: { hadRows: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hadRows && document.activeElement === document.body) place.current?.focus();
  }, [hadRows]);
  return (
    <div ref={place} tabIndex={-1}>
      <EmptyState title={i18n.t('list.emptyTitle')}>
        <p class="muted">{i18n.t('list.emptyHint')}</p>
        <p class="muted small">{i18n.t('choose.kinds')}</p>
      </EmptyState>
    </div>
  );
}

function NoMatches({ onAll: onShowAll }: { onAll: () => void }) {
  return (
    <div class="empty-state" role="status">
      <p>{i18n.t('list.nothingFound')}</p>
      <button type="button" class="button" onClick={onShowAll}>
        {i18n.t('list.showAll')}
      </button>
    </div>
  );
}

function RetryAllButton() {
  const retryAll = async () => {
    const failed = await getUploadsInState('failed', upload => !lacksFile(upload));
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
