import { i18n } from '#i18n';
import { exportRequests } from '../../lib/features/activity-export/requests.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { saveBlob } from '../../lib/platform/save-blob.ts';
import type { ActivityFileKind, ActivityListItem } from '../../lib/services/intervals/activity-files.ts';
import { useActions } from '../hooks/use-actions.ts';
import { useEvent } from '../hooks/use-event.ts';
import { ActivityTableHead } from '../ui/ActivityTableHead.tsx';
import { ActivityRow } from './ActivityRow.tsx';

interface Props {
  all: ActivityListItem[];
  /** The activities that are rendered. */
  rows: ActivityListItem[];
  selected: ReadonlySet<string>;
  kind: ActivityFileKind;
  onSelect: (ids: string[], on: boolean) => void;
}

/** Activities, newest first. Rows are memoized: there may be thousands. */
export function ActivityTable({ all, rows, selected, kind, onSelect }: Props) {
  const { run, busy, problems } = useActions();
  const handleSelect = useEvent(onSelect);
  const download = useEvent((activity: ActivityListItem) => run(activity.id, () => saveActivityFile(activity, kind)));
  const ids = all.filter(({ noFileReason }) => !noFileReason).map(({ id }) => id);
  return (
    <div class="card activity-list">
      <table class="activity-table" aria-label={i18n.t('activities.table')}>
        <ActivityTableHead label={i18n.t('missing.selectAll')} ids={ids} selected={selected} onSelect={handleSelect}>
          <th scope="col" class="activity-time">
            {i18n.t('workouts.duration')}
          </th>
          <th scope="col" class="activity-from">
            {i18n.t('activities.from')}
          </th>
          <th scope="col" class="activity-file">
            {i18n.t('activities.file')}
          </th>
        </ActivityTableHead>
        <tbody>
          {rows.map(activity => (
            <ActivityRow
              key={activity.id}
              activity={activity}
              selected={selected.has(activity.id)}
              busy={busy.has(activity.id)}
              problem={problems.get(activity.id)}
              onSelect={handleSelect}
              onDownload={download}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Saves the file of one activity. @throws {Problem} what `fetchFile` throws */
async function saveActivityFile(activity: ActivityListItem, kind: ActivityFileKind): Promise<void> {
  const file = await sendRequest(exportRequests, 'fetchFile', { activity, kind });
  // A type that no browser knows: for a known one it may change the extension.
  saveBlob(file.name, new Blob([file], { type: 'application/octet-stream' }));
}
