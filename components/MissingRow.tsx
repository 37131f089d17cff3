import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Outcome } from '../lib/missing/report.ts';
import type { Finding } from '../lib/missing/search.ts';
import { MINUTE } from '../lib/time.ts';
import { date, distance, timeOfDay } from './format.ts';
import { OUTCOME_WORDS, reasonFor, VERDICT_WORDS } from './missing-words.ts';
import { SPORT_WORDS } from './row-words.ts';
import { Sentence } from './Sentence.tsx';

interface Props {
  finding: Finding;
  ticked: boolean;
  canTick: boolean;
  /** How far it has come, once it was chosen. */
  outcome: Outcome | undefined;
  onTick: (ids: string[], on: boolean) => void;
}

/** One activity of the site. Made anew only where something about it changed. */
export function MissingRow({ finding, ticked, canTick, outcome, onTick }: Props) {
  return useMemo(
    () => (
      <tr>
        <td class="activity-tick">
          {canTick && (
            <input
              type="checkbox"
              aria-label={labelOf(finding)}
              checked={ticked}
              onChange={event => onTick([finding.activity.id], event.currentTarget.checked)}
            />
          )}
        </td>
        <Facts finding={finding} />
        <Verdict finding={finding} outcome={outcome} />
      </tr>
    ),
    [finding, ticked, canTick, outcome, onTick],
  );
}

function Facts({ finding: { activity } }: { finding: Finding }) {
  const { name, sport, distanceM = 0 } = activity;
  const startMs = shownStart(activity);
  const isDated = Number.isFinite(startMs);
  return (
    <>
      <td class="activity-when">
        {isDated ? date(startMs) : i18n.t('list.unknown')}
        {isDated && <span class="muted small"> {timeOfDay(startMs)}</span>}
      </td>
      <td class="activity-name">{name ?? i18n.t('missing.unnamed')}</td>
      <td class="activity-sport">{SPORT_WORDS[sport]}</td>
      <td class="activity-distance">{distanceM > 0 && distance(distanceM)}</td>
    </>
  );
}

function Verdict({ finding, outcome }: Pick<Props, 'finding' | 'outcome'>) {
  const reason = reasonFor(finding);
  return (
    <td class="missing-verdict">
      <span class={`missing-word missing-${outcome ?? finding.verdict}`}>
        {outcome ? OUTCOME_WORDS[outcome] : VERDICT_WORDS[finding.verdict]}
      </span>
      {reason && (
        <span class="muted small missing-reason">
          <Sentence said={reason} />
        </span>
      )}
    </td>
  );
}

/** Where a site tells no zone, its clock is shown as it is. */
function shownStart({ startMs, zoneUnknown }: Finding['activity']): number {
  return zoneUnknown ? startMs + new Date(startMs).getTimezoneOffset() * MINUTE : startMs;
}

/** What tells one box from a thousand others. */
function labelOf({ activity }: Finding): string {
  const startMs = shownStart(activity);
  const what = activity.name ?? i18n.t('missing.unnamed');
  return Number.isFinite(startMs) ? i18n.t('missing.tick', { name: what, day: date(startMs) }) : what;
}
