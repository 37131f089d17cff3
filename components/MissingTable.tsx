import { i18n } from '#i18n';
import type { Outcome } from '../lib/missing/report.ts';
import type { Finding } from '../lib/missing/search.ts';
import { expectSource } from '../lib/sources/registry.ts';
import type { SourceId } from '../lib/sources/source.ts';
import { ActivityHead } from './ActivityHead.tsx';
import { MissingRow } from './MissingRow.tsx';
import { useSteady } from './use-steady.ts';
import './MissingTable.css';

interface Props {
  findings: Finding[];
  site: SourceId;
  ticked: ReadonlySet<string>;
  canTick: (finding: Finding) => boolean;
  outcomes: ReadonlyMap<string, Outcome>;
  onTick: (ids: string[], on: boolean) => void;
}

/** What was found, newest first. Rows that did not change are not drawn again: there may be thousands. */
export function MissingTable({ findings, site, ticked, canTick, outcomes, onTick }: Props) {
  const tick = useSteady(onTick);
  const tickable = findings.filter(canTick);
  const missing = tickable.filter(({ verdict }) => verdict === 'missing');
  const [label, headed] =
    missing.length > 0 ? [i18n.t('missing.selectMissing'), missing] : [i18n.t('missing.selectAll'), tickable];
  return (
    <div class="card activity-list">
      <table class="activity-table" aria-label={i18n.t('missing.table', { site: expectSource(site).label })}>
        <ActivityHead
          label={label}
          ids={headed.map(({ activity }) => activity.id)}
          ticked={ticked}
          onTick={tick}
        >
          <th scope="col" class="missing-verdict">
            {i18n.t('missing.verdict')}
          </th>
        </ActivityHead>
        <tbody>
          {findings.map(finding => (
            <MissingRow
              key={finding.activity.id}
              finding={finding}
              ticked={ticked.has(finding.activity.id)}
              canTick={canTick(finding)}
              outcome={outcomes.get(finding.activity.id)}
              onTick={tick}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
