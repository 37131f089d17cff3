import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { Into } from '../../lib/activities/download.ts';
import { DOWNLOADS } from '../../lib/capture/access.ts';
import { type DoneActivity, FILE_KINDS, type FileKind } from '../../lib/intervals/activity-files.ts';
import { send } from '../../lib/messages.ts';
import type { FolderHandle } from '../../lib/workouts/folder/disk.ts';
import { keepHandle } from '../../lib/workouts/folder/store.ts';
import { number } from '../format.ts';
import { canChoose, droppedFolder, pickFolder } from '../pick-folder.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { useActions } from '../use-actions.ts';
import { useFolderDrop } from '../use-folder-drop.ts';
import { KIND_WORDS } from './activity-words.ts';
import { BudgetLine } from './BudgetLine.tsx';

interface Props {
  athlete: string;
  /** The ones to download: those that are ticked, or all. */
  activities: DoneActivity[];
  isAll: boolean;
  isBusy: boolean;
  kind: FileKind;
  onKind: (kind: FileKind) => void;
}

/** The id under which the one thing that may be under way is known. */
const WORK = 'download';

/** Downloads many files, as one zip or into a folder. */
export function DownloadBar({ athlete, activities, isAll, isBusy, kind, onKind }: Props) {
  const actions = useActions();
  const count = activities.filter(({ fileless }) => !fileless).length;
  const off = isBusy || count === 0 || actions.busy.has(WORK);
  const begin = (into: Into) => {
    const title = titleOf(kind, activities);
    return send('startDownload', { athlete, kind, into, title, activities });
  };
  const intoFolder = async (handle: FolderHandle | undefined) =>
    handle && (await begin({ to: 'folder', folder: await keepHandle(handle), name: handle.name }));
  const run = (work: () => Promise<unknown>) => !off && actions.run(WORK, work);
  const { over, noFolder, ...dropping } = useFolderDrop(run, async transfer => {
    const dropped = await droppedFolder(transfer);
    if (!dropped) return false;
    // Whatever the answer is: without the permission it begins with asking for it once more, at a click.
    await dropped.asking;
    await intoFolder(dropped.folder);
    return true;
  });
  const problem = actions.problems.get(WORK);
  return (
    <section
      class={`download-bar ${over ? 'download-over' : ''}`}
      aria-label={i18n.t('activities.download')}
      {...(canChoose() && dropping)}
    >
      <div class="line">
        <KindSelect kind={kind} onKind={onKind} />
        <button
          type="button"
          class="button primary"
          aria-disabled={off}
          onClick={() => run(() => begin({ to: 'zip' }))}
        >
          {i18n.t(isAll ? 'activities.zipAll' : 'activities.zip', { n: number(count) })}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={off}
          onClick={() =>
            run(
              canChoose()
                ? async () => intoFolder(await pickFolder('activities'))
                : () => amongDownloads(begin),
            )
          }
        >
          {i18n.t(canChoose() ? 'activities.folder' : 'activities.downloads')}
        </button>
      </div>
      <BudgetLine count={count} />
      {noFolder && <p role="alert">{i18n.t('folder.noFolder')}</p>}
      {problem && (
        <p role="alert">
          <ProblemSentence problem={problem} />
        </p>
      )}
    </section>
  );
}

/** Asked for first, while the click still counts as one. */
async function amongDownloads(begin: (into: Into) => Promise<unknown>): Promise<void> {
  if (await browser.permissions.request(DOWNLOADS)) await begin({ to: 'downloads' });
}

function KindSelect({ kind, onKind }: Pick<Props, 'kind' | 'onKind'>) {
  return (
    <label class="line">
      {i18n.t('activities.kind')}
      <select class="field" value={kind} onChange={event => onKind(event.currentTarget.value as FileKind)}>
        {FILE_KINDS.map(each => (
          <option key={each} value={each}>
            {KIND_WORDS[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** "Musette original 2026-01-01 - 2026-11-22" */
function titleOf(kind: FileKind, activities: DoneActivity[]): string {
  const days = activities.flatMap(({ start }) => (start ? [start.slice(0, 10)] : [])).sort();
  return ['Musette', kind, [...new Set([days[0], days.at(-1)])].filter(Boolean).join(' - ')].join(' ').trim();
}
