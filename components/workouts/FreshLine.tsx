import { i18n } from '#i18n';
import type { PlainProblem } from '../../lib/problem.ts';
import { MINUTE } from '../../lib/time.ts';
import { moment } from '../format.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { useNow } from '../use-now.ts';
import { useOnline } from '../use-online.ts';
import type { Refreshing } from '../use-refreshing.ts';

interface Props extends Refreshing {
  /** Absent where these days were never read. */
  readAtMs: number | undefined;
}

/** How old what is shown is, and why it is no newer. */
export function FreshLine({ readAtMs, busy, problem, refresh }: Props) {
  const online = useOnline();
  const now = useNow(MINUTE);
  const time = readAtMs === undefined ? undefined : moment(readAtMs, now);
  return (
    <div class="line small">
      <p role="status" class={problem && online ? '' : 'muted'}>
        {busy ? i18n.t('workouts.reading') : online ? asOf(time, problem) : offline(time)}
      </p>
      {!busy && (
        <button type="button" class="button quiet slim" onClick={refresh}>
          {i18n.t('workouts.again')}
        </button>
      )}
    </div>
  );
}

function asOf(time: string | undefined, problem: PlainProblem | undefined) {
  if (!problem) return time && i18n.t('workouts.asOf', { time });
  return <ProblemSentence problem={problem} more={time ? i18n.t('workouts.asOfFailed', { time }) : ''} />;
}

const offline = (time: string | undefined): string =>
  time ? i18n.t('workouts.asOfOffline', { time }) : i18n.t('workouts.neverOffline');
