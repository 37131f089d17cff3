import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { ExportTarget } from '../../lib/features/activity-export/activity-export.ts';
import { exportRequests } from '../../lib/features/activity-export/requests.ts';
import { saveFolderHandle } from '../../lib/features/workout-folder/folder-store.ts';
import type { DirectoryHandle } from '../../lib/platform/directory.ts';
import { canPickFolder, getDroppedFolder, pickFolder } from '../../lib/platform/folder-picker.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { canUse, DOWNLOADS_PERMISSION } from '../../lib/platform/permissions.ts';
import {
  ACTIVITY_FILE_KINDS,
  type ActivityFileKind,
  type ActivityListItem,
} from '../../lib/services/intervals/activity-files.ts';
import { useActions } from '../hooks/use-actions.ts';
import { useFolderDrop } from '../hooks/use-folder-drop.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { FILE_KIND_LABELS } from './activity-labels.ts';
import { RequestBudget } from './RequestBudget.tsx';

interface Props {
  athlete: string;
  /** The activities to download: the selected ones, else all. */
  activities: ActivityListItem[];
  isAll: boolean;
  isBusy: boolean;
  kind: ActivityFileKind;
  onKind: (kind: ActivityFileKind) => void;
}

/** The id of the one action that may run. */
const ACTION_ID = 'download';

/** Downloads many files, as one zip or into a folder. */
export function DownloadBar({ athlete, activities, isAll, isBusy, kind, onKind }: Props) {
  const actions = useActions();
  const count = activities.filter(({ noFileReason }) => !noFileReason).length;
  const isDisabled = isBusy || count === 0 || actions.busy.has(ACTION_ID);
  const startDownload = (target: ExportTarget) => {
    const title = getDownloadTitle(kind, activities);
    return sendRequest(exportRequests, 'start', { athlete, kind, target, title, activities });
  };
  const saveToFolder = async (handle: DirectoryHandle | undefined) =>
    handle && (await startDownload({ to: 'folder', folder: await saveFolderHandle(handle), name: handle.name }));
  const run = (work: () => Promise<unknown>) => !isDisabled && actions.run(ACTION_ID, work);
  const {
    over: isDragOver,
    noFolder,
    ...dropHandlers
  } = useFolderDrop(run, async transfer => {
    const dropped = await getDroppedFolder(transfer);
    if (!dropped) return false;
    // Whatever the answer is: without the permission, the download requests it again at a click.
    await dropped.granted;
    await saveToFolder(dropped.folder);
    return true;
  });
  const problem = actions.problems.get(ACTION_ID);
  return (
    <section
      class={`download-bar ${isDragOver ? 'download-over' : ''}`}
      aria-label={i18n.t('activities.download')}
      {...(canPickFolder() && dropHandlers)}
    >
      <div class="line">
        <KindSelect kind={kind} onKind={onKind} />
        <button
          type="button"
          class="button primary"
          aria-disabled={isDisabled}
          onClick={() => run(() => startDownload({ to: 'zip' }))}
        >
          {i18n.t(isAll ? 'activities.zipAll' : 'activities.zip', { n: formatNumber(count) })}
        </button>
        {(canPickFolder() || canUse('downloads')) && (
          <button
            type="button"
            class="button"
            aria-disabled={isDisabled}
            onClick={() =>
              run(
                canPickFolder()
                  ? async () => saveToFolder(await pickFolder('activities'))
                  : () => saveToDownloadsFolder(startDownload),
              )
            }
          >
            {i18n.t(canPickFolder() ? 'activities.folder' : 'activities.downloads')}
          </button>
        )}
      </div>
      <RequestBudget count={count} />
      {noFolder && <p role="alert">{i18n.t('folder.noFolder')}</p>}
      {problem && (
        <p role="alert">
          <ProblemSentence problem={problem} />
        </p>
      )}
    </section>
  );
}

/** Requests the permission first, in the handler of the click: the browser requires that. */
async function saveToDownloadsFolder(startDownload: (into: ExportTarget) => Promise<unknown>): Promise<void> {
  if (await browser.permissions.request(DOWNLOADS_PERMISSION)) await startDownload({ to: 'downloads' });
}

function KindSelect({ kind, onKind }: Pick<Props, 'kind' | 'onKind'>) {
  return (
    <label class="line">
      {i18n.t('activities.kind')}
      <select class="field" value={kind} onChange={event => onKind(event.currentTarget.value as ActivityFileKind)}>
        {ACTIVITY_FILE_KINDS.map(each => (
          <option key={each} value={each}>
            {FILE_KIND_LABELS[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** "Musette original 2026-01-01 - 2026-11-22" */
function getDownloadTitle(kind: ActivityFileKind, activities: ActivityListItem[]): string {
  const days = activities.flatMap(({ start }) => (start ? [start.slice(0, 10)] : [])).sort();
  return ['Musette', kind, [...new Set([days[0], days.at(-1)])].filter(Boolean).join(' - ')].join(' ').trim();
}
