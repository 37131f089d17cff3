import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatDay, formatDistance, formatDuration, formatWallTime } from '../../lib/platform/format.ts';
import type { PlainProblem } from '../../lib/platform/problem.ts';
import { SECOND } from '../../lib/platform/time.ts';
import { getActivityUrl } from '../../lib/services/intervals/activities.ts';
import type { ActivityListItem } from '../../lib/services/intervals/activity-files.ts';
import { activityTypeToSport } from '../../lib/services/intervals/activity-types.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { SPORT_LABELS } from '../text/sport-labels.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { getActivityLabel, getActivityName, getActivityOrigin } from './activity-labels.ts';

interface Props {
  activity: ActivityListItem;
  selected: boolean;
  busy: boolean;
  problem: PlainProblem | undefined;
  onSelect: (ids: string[], on: boolean) => void;
  onDownload: (activity: ActivityListItem) => void;
}

/** One activity. Memoized: there may be thousands. */
export function ActivityRow({ activity, selected, busy, problem, onSelect, onDownload }: Props) {
  return useMemo(
    () => (
      <tr>
        <td class="activity-checkbox">
          {!activity.noFileReason && (
            <input
              type="checkbox"
              aria-label={getActivityLabel(activity)}
              checked={selected}
              onChange={event => onSelect([activity.id], event.currentTarget.checked)}
            />
          )}
        </td>
        <Facts activity={activity} />
        <td class="activity-file">
          {activity.noFileReason ? (
            <NoFileReason why={activity.noFileReason} />
          ) : (
            <button
              type="button"
              class="button slim"
              aria-label={i18n.t('activities.oneOf', { name: getActivityLabel(activity) })}
              aria-disabled={busy}
              onClick={() => onDownload(activity)}
            >
              {i18n.t(busy ? 'activities.fetching' : 'activities.one')}
            </button>
          )}
          {problem && (
            <p role="alert" class="small">
              <ProblemSentence problem={problem} />
            </p>
          )}
        </td>
      </tr>
    ),
    [activity, selected, busy, problem, onSelect, onDownload],
  );
}

function Facts({ activity }: { activity: ActivityListItem }) {
  const { id, start, type = '', distanceM = 0, durationSecs = 0 } = activity;
  return (
    <>
      <td class="activity-when">
        {start ? formatDay(start.slice(0, 10)) : i18n.t('list.unknown')}
        {start && <span class="muted small"> {formatWallTime(start)}</span>}
      </td>
      <td class="activity-name">
        <Anchor to={getActivityUrl(id)}>{getActivityName(activity)}</Anchor>
      </td>
      <td class="activity-sport">{SPORT_LABELS[activityTypeToSport(type)]}</td>
      <td class="activity-distance">{distanceM > 0 && formatDistance(distanceM)}</td>
      <td class="activity-time">{durationSecs > 0 && formatDuration(durationSecs * SECOND)}</td>
      <td class="activity-from muted small">{getActivityOrigin(activity)}</td>
    </>
  );
}

/** Why there is no file to download, and where the original can be found. */
function NoFileReason({ why: reason }: { why: NonNullable<ActivityListItem['noFileReason']> }) {
  if (reason === 'manual') return <span class="muted small">{i18n.t('activities.manual')}</span>;
  if (reason === 'hidden') return <span class="muted small">{i18n.t('activities.hidden')}</span>;
  return (
    <span class="small">
      {i18n.t('activities.strava')} <a href="#find-missing">{i18n.t('activities.sendOriginal')}</a>{' '}
      <a href="#choose-files">{i18n.t('action.chooseFile')}</a>
    </span>
  );
}
