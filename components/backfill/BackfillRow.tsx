import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { BackfillOutcome } from '../../lib/features/backfill/backfill-report.ts';
import type { BackfillFinding } from '../../lib/features/backfill/backfill-search.ts';
import { formatDate, formatDistance, formatTime } from '../../lib/platform/format.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import { TextWithLink } from '../text/ProblemSentence.tsx';
import { SPORT_LABELS } from '../text/sport-labels.ts';
import { getVerdictReason, OUTCOME_LABELS, VERDICT_LABELS } from './backfill-labels.ts';

interface Props {
  finding: BackfillFinding;
  selected: boolean;
  canSelect: boolean;
  /** Its outcome, once it was sent. */
  outcome: BackfillOutcome | undefined;
  onSelect: (ids: string[], on: boolean) => void;
}

/** One activity of the site. Memoized: there may be thousands. */
export function BackfillRow({ finding, selected, canSelect, outcome, onSelect }: Props) {
  return useMemo(
    () => (
      <tr>
        <td class="activity-checkbox">
          {canSelect && (
            <input
              type="checkbox"
              aria-label={getCheckboxLabel(finding)}
              checked={selected}
              onChange={event => onSelect([finding.activity.id], event.currentTarget.checked)}
            />
          )}
        </td>
        <Facts finding={finding} />
        <VerdictCell finding={finding} outcome={outcome} />
      </tr>
    ),
    [finding, selected, canSelect, outcome, onSelect],
  );
}

function Facts({ finding: { activity } }: { finding: BackfillFinding }) {
  const { name, sport, distanceM = 0 } = activity;
  const startMs = toLocalStart(activity);
  const isDated = Number.isFinite(startMs);
  return (
    <>
      <td class="activity-when">
        {isDated ? formatDate(startMs) : i18n.t('list.unknown')}
        {isDated && <span class="muted small"> {formatTime(startMs)}</span>}
      </td>
      <td class="activity-name">{name ?? i18n.t('missing.unnamed')}</td>
      <td class="activity-sport">{SPORT_LABELS[sport]}</td>
      <td class="activity-distance">{distanceM > 0 && formatDistance(distanceM)}</td>
    </>
  );
}

function VerdictCell({ finding, outcome }: Pick<Props, 'finding' | 'outcome'>) {
  const reason = getVerdictReason(finding);
  return (
    <td class="verdict-cell">
      <span class={`verdict verdict-${outcome ?? finding.verdict}`}>
        {outcome ? OUTCOME_LABELS[outcome] : VERDICT_LABELS[finding.verdict]}
      </span>
      {reason && (
        <span class="muted small verdict-reason">
          <TextWithLink richText={reason} />
        </span>
      )}
    </td>
  );
}

/** If a site gives no time zone, its local time is shown as it is. */
function toLocalStart({ startMs, zoneUnknown }: BackfillFinding['activity']): number {
  return zoneUnknown ? startMs + new Date(startMs).getTimezoneOffset() * MINUTE : startMs;
}

/** An accessible name that is unique among a thousand checkboxes. */
function getCheckboxLabel({ activity }: BackfillFinding): string {
  const startMs = toLocalStart(activity);
  const what = activity.name ?? i18n.t('missing.unnamed');
  return Number.isFinite(startMs) ? i18n.t('missing.tick', { name: what, day: formatDate(startMs) }) : what;
}
