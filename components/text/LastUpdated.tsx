import { i18n } from '#i18n';
import { formatTimeOrDate } from '../../lib/platform/format.ts';
import type { PlainProblem } from '../../lib/platform/problem.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import type { AutoRefresh } from '../hooks/use-auto-refresh.ts';
import { useNow } from '../hooks/use-now.ts';
import { useOnline } from '../hooks/use-online.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';

interface Props extends AutoRefresh {
  /** When the data was read, ms since the epoch; undefined if it never was. */
  readAtMs: number | undefined;
}

/** When the data was last updated, and why it is not newer. */
export function LastUpdated({ readAtMs, busy, problem, refresh }: Props) {
  const online = useOnline();
  const now = useNow(MINUTE);
  const time = readAtMs === undefined ? undefined : formatTimeOrDate(readAtMs, now);
  return (
    <div class="line small">
      <p role="status" class={problem && online ? '' : 'muted'}>
        {busy ? i18n.t('workouts.reading') : online ? getUpdatedMessage(time, problem) : getOfflineMessage(time)}
      </p>
      {!busy && (
        <button type="button" class="button quiet slim" onClick={refresh}>
          {i18n.t('workouts.again')}
        </button>
      )}
    </div>
  );
}

function getUpdatedMessage(time: string | undefined, problem: PlainProblem | undefined) {
  if (!problem) return time && i18n.t('workouts.asOf', { time });
  return <ProblemSentence problem={problem} more={time ? i18n.t('workouts.asOfFailed', { time }) : ''} />;
}

const getOfflineMessage = (time: string | undefined): string =>
  time ? i18n.t('workouts.asOfOffline', { time }) : i18n.t('workouts.neverOffline');
