import { i18n } from '#i18n';
import { MINUTE } from '../../lib/time.ts';
import { moment } from '../format.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { useNow } from '../use-now.ts';
import { useOnline } from '../use-online.ts';
import type { Refreshing } from './use-calendar.ts';

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
        {busy && i18n.t('workouts.reading')}{' '}
        {!busy && problem && online && <ProblemSentence problem={problem} />}{' '}
        {!busy && (online ? time && asOf(time, problem !== undefined) : offline(time))}
      </p>
      {!busy && (
        <button type="button" class="button quiet slim" onClick={refresh}>
          {i18n.t('workouts.again')}
        </button>
      )}
    </div>
  );
}

const asOf = (time: string, failed: boolean): string =>
  i18n.t(failed ? 'workouts.asOfFailed' : 'workouts.asOf', { time });

const offline = (time: string | undefined): string =>
  time ? i18n.t('workouts.asOfOffline', { time }) : i18n.t('workouts.neverOffline');
