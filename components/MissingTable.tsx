import { useCallback, useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Outcome } from '../lib/missing/report.ts';
import type { Finding } from '../lib/missing/search.ts';
import { expectSource } from '../lib/sources/registry.ts';
import type { SourceId } from '../lib/sources/source.ts';
import { MissingRow } from './MissingRow.tsx';
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
    <div class="card missing-findings">
      <table class="missing-table" aria-label={i18n.t('missing.table', { site: label })}>
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
  const box = useRef<HTMLInputElement>(null);
  const ids = findings.map(({ activity }) => activity.id);
  const count = ids.filter(id => ticked.has(id)).length;
  const isAll = count > 0 && count === ids.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && !isAll;
  }, [count, isAll]);
  return (
    <thead>
      <tr>
        <td class="missing-tick">
          <input
            ref={box}
            type="checkbox"
            aria-label={label}
            checked={isAll}
            disabled={ids.length === 0}
            onChange={() => onTick(ids, !isAll)}
          />
        </td>
        <th scope="col" class="missing-when">
          {i18n.t('list.when')}
        </th>
        <th scope="col">{i18n.t('missing.name')}</th>
        <th scope="col" class="missing-sport">
          {i18n.t('missing.sport')}
        </th>
        <th scope="col" class="missing-distance">
          {i18n.t('list.distance')}
        </th>
        <th scope="col" class="missing-verdict">
          {i18n.t('missing.verdict')}
        </th>
      </tr>
    </thead>
  );
}

/** The same function each time, that does what the newest one does. */
function useSteady<Args extends unknown[]>(work: (...args: Args) => void): (...args: Args) => void {
  const newest = useRef(work);
  newest.current = work;
  return useCallback((...args: Args) => newest.current(...args), []);
}
