import { i18n } from '#i18n';
import type { BackfillOutcome } from '../../lib/features/backfill/backfill-report.ts';
import type { BackfillFinding } from '../../lib/features/backfill/backfill-search.ts';
import { requireSite, type SiteId } from '../../lib/services/sites/registry.ts';
import { useEvent } from '../hooks/use-event.ts';
import { ActivityTableHead } from '../ui/ActivityTableHead.tsx';
import { BackfillRow } from './BackfillRow.tsx';
import './BackfillTable.css';

interface Props {
  findings: BackfillFinding[];
  site: SiteId;
  selected: ReadonlySet<string>;
  canSelect: (finding: BackfillFinding) => boolean;
  outcomes: ReadonlyMap<string, BackfillOutcome>;
  onSelect: (ids: string[], on: boolean) => void;
}

/** The findings, newest first. Rows are memoized: there may be thousands. */
export function BackfillTable({ findings, site, selected, canSelect, outcomes, onSelect }: Props) {
  const handleSelect = useEvent(onSelect);
  const selectable = findings.filter(canSelect);
  const missing = selectable.filter(({ verdict }) => verdict === 'missing');
  const [label, selectedByHeader] =
    missing.length > 0 ? [i18n.t('missing.selectMissing'), missing] : [i18n.t('missing.selectAll'), selectable];
  return (
    <div class="card activity-list">
      <table class="activity-table" aria-label={i18n.t('missing.table', { site: requireSite(site).label })}>
        <ActivityTableHead
          label={label}
          ids={selectedByHeader.map(({ activity }) => activity.id)}
          selected={selected}
          onSelect={handleSelect}
        >
          <th scope="col" class="verdict-cell">
            {i18n.t('missing.verdict')}
          </th>
        </ActivityTableHead>
        <tbody>
          {findings.map(finding => (
            <BackfillRow
              key={finding.activity.id}
              finding={finding}
              selected={selected.has(finding.activity.id)}
              canSelect={canSelect(finding)}
              outcome={outcomes.get(finding.activity.id)}
              onSelect={handleSelect}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
