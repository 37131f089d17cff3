import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { activityUrl } from '../../lib/intervals/activities.ts';
import type { DoneActivity } from '../../lib/intervals/activity-files.ts';
import { sportOfType } from '../../lib/intervals/sports.ts';
import type { PlainProblem } from '../../lib/problem.ts';
import { SECOND } from '../../lib/time.ts';
import { Anchor } from '../Anchor.tsx';
import { distance, duration, mediumDate, wallTime } from '../format.ts';
import { SPORT_WORDS } from '../row-words.ts';
import { ProblemSentence } from '../Sentence.tsx';
import type { Target } from '../words.ts';
import { labelOf, nameOf, originWords } from './activity-words.ts';

interface Props {
  activity: DoneActivity;
  ticked: boolean;
  busy: boolean;
  problem: PlainProblem | undefined;
  onTick: (ids: string[], on: boolean) => void;
  onDownload: (activity: DoneActivity) => void;
}

/** One activity. Made anew only where something about it changed. */
export function ActivityRow({ activity, ticked, busy, problem, onTick, onDownload }: Props) {
  return useMemo(
    () => (
      <tr>
        <td class="activity-tick">
          {!activity.fileless && (
            <input
              type="checkbox"
              aria-label={labelOf(activity)}
              checked={ticked}
              onChange={event => onTick([activity.id], event.currentTarget.checked)}
            />
          )}
        </td>
        <Facts activity={activity} />
        <td class="activity-file">
          {activity.fileless ? (
            <Fileless why={activity.fileless} />
          ) : (
            <button
              type="button"
              class="button slim"
              aria-label={i18n.t('activities.oneOf', { name: labelOf(activity) })}
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
    [activity, ticked, busy, problem, onTick, onDownload],
  );
}

function Facts({ activity }: { activity: DoneActivity }) {
  const { id, start, type = '', distanceM = 0, durationSecs = 0 } = activity;
  return (
    <>
      <td class="activity-when">
        {start ? mediumDate(start.slice(0, 10)) : i18n.t('list.unknown')}
        {start && <span class="muted small"> {wallTime(start)}</span>}
      </td>
      <td class="activity-name">
        <Anchor to={activityUrl(id) as Target}>{nameOf(activity)}</Anchor>
      </td>
      <td class="activity-sport">{SPORT_WORDS[sportOfType(type)]}</td>
      <td class="activity-distance">{distanceM > 0 && distance(distanceM)}</td>
      <td class="activity-time">{durationSecs > 0 && duration(durationSecs * SECOND)}</td>
      <td class="activity-from muted small">{originWords(activity)}</td>
    </>
  );
}

/** Why there is nothing to download, and which doors lead to the original. */
function Fileless({ why }: { why: NonNullable<DoneActivity['fileless']> }) {
  if (why === 'manual') return <span class="muted small">{i18n.t('activities.manual')}</span>;
  return (
    <span class="small">
      {i18n.t('activities.strava')} <a href="#missing">{i18n.t('activities.sendOriginal')}</a>{' '}
      <a href="#choose">{i18n.t('action.chooseFile')}</a>
    </span>
  );
}
