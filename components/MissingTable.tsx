import { i18n } from '#i18n';
import type { Outcome } from '../lib/missing/report.ts';
import type { Finding } from '../lib/missing/search.ts';
import { expectSource } from '../lib/sources/registry.ts';
import type { SourceId } from '../lib/sources/source.ts';
import { MissingRow } from './MissingRow.tsx';
import { TickAll } from './TickAll.tsx';
import { useSteady } from './use-steady.ts';
import './ActivityTable.css';
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
  const { label } = expectSource(site);
  const tickable = findings.filter(canTick);
  const missing = tickable.filter(({ verdict }) => verdict === 'missing');
  return (
    <div class="card activity-list">
      <table class="activity-table" aria-label={i18n.t('missing.table', { site: label })}>
        {missing.length > 0 ? (
          <Head label={i18n.t('missing.selectMissing')} findings={missing} ticked={ticked} onTick={tick} />
        ) : (
          <Head label={i18n.t('missing.selectAll')} findings={tickable} ticked={ticked} onTick={tick} />
        )}
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

interface HeadProps {
  label: string;
  /** Those that its box ticks. */
  findings: Finding[];
  ticked: ReadonlySet<string>;
  onTick: Props['onTick'];
}

function Head({ label, findings, ticked, onTick }: HeadProps) {
  const ids = findings.map(({ activity }) => activity.id);
  return (
    <thead>
      <tr>
        <td class="activity-tick">
          <TickAll label={label} ids={ids} ticked={ticked} onTick={onTick} />
        </td>
        <th scope="col" class="activity-when">
          {i18n.t('list.when')}
        </th>
        <th scope="col">{i18n.t('missing.name')}</th>
        <th scope="col" class="activity-sport">
          {i18n.t('missing.sport')}
        </th>
        <th scope="col" class="activity-distance">
          {i18n.t('list.distance')}
        </th>
        <th scope="col" class="missing-verdict">
          {i18n.t('missing.verdict')}
        </th>
      </tr>
    </thead>
  );
}
