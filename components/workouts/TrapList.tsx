import { i18n } from '#i18n';
import type { Mend, Trap } from '../../lib/workouts/read/trap.ts';
import { number } from '../format.ts';
import { trapWords } from './trap-words.ts';

interface Props {
  traps: Trap[];
  onMend: (text: string) => void;
}

/** Where a text means something else to Intervals.icu than to a person, with what puts it right. */
export function TrapList({ traps, onMend }: Props) {
  return (
    <div role="status">
      {traps.length > 0 && (
        <ul class="traps">
          {traps.map(trap => (
            <li key={`${trap.line} ${trap.kind} ${trap.found}`} class="line small">
              <span>
                <b>{i18n.t('plan.line', { n: number(trap.line) })}</b> {trapWords(trap)}
              </span>
              {trap.mends.map(mend => (
                <button key={mend.to} type="button" class="button slim" onClick={() => onMend(mend.text)}>
                  {labelOf(trap, mend)}
                </button>
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Where what stands there stays the same, it is its place that changes. */
const labelOf = ({ found }: Trap, { to }: Mend): string =>
  to === found ? i18n.t('plan.mendPlace') : i18n.t('plan.mend', { to });
