import { i18n } from '#i18n';
import type { DoneActivity, FileKind } from '../../lib/intervals/activity-files.ts';
import { ActivityHead } from '../ActivityHead.tsx';
import { useActions } from '../use-actions.ts';
import { useSteady } from '../use-steady.ts';
import { ActivityRow } from './ActivityRow.tsx';
import { saveOne } from './save-one.ts';

interface Props {
  all: DoneActivity[];
  /** Those of them that are drawn. */
  rows: DoneActivity[];
  ticked: ReadonlySet<string>;
  kind: FileKind;
  onTick: (ids: string[], on: boolean) => void;
}

/** Activities, newest first. Rows that did not change are not drawn again: there may be thousands. */
export function ActivityTable({ all, rows, ticked, kind, onTick }: Props) {
  const { run, busy, problems } = useActions();
  const tick = useSteady(onTick);
  const download = useSteady((activity: DoneActivity) => run(activity.id, () => saveOne(activity, kind)));
  const ids = all.filter(({ fileless }) => !fileless).map(({ id }) => id);
  return (
    <div class="card activity-list">
      <table class="activity-table" aria-label={i18n.t('activities.table')}>
        <ActivityHead label={i18n.t('missing.selectAll')} ids={ids} ticked={ticked} onTick={tick}>
          <th scope="col" class="activity-time">
            {i18n.t('workouts.duration')}
          </th>
          <th scope="col" class="activity-from">
            {i18n.t('activities.from')}
          </th>
          <th scope="col" class="activity-file">
            {i18n.t('activities.file')}
          </th>
        </ActivityHead>
        <tbody>
          {rows.map(activity => (
            <ActivityRow
              key={activity.id}
              activity={activity}
              ticked={ticked.has(activity.id)}
              busy={busy.has(activity.id)}
              problem={problems.get(activity.id)}
              onTick={tick}
              onDownload={download}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
