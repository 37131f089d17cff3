import { listUploads } from '../../lib/features/uploads/upload-store.ts';
import { getNextAttempt } from '../../lib/platform/jobs/circuit-breaker.ts';
import { SECOND } from '../../lib/platform/time.ts';
import type { BreakerState } from '../../lib/services/intervals/circuit-breaker.ts';
import { useActions } from '../hooks/use-actions.ts';
import { useNow } from '../hooks/use-now.ts';
import { useTimeLeft } from '../hooks/use-time-left.ts';
import { BatchProgress } from './BatchProgress.tsx';
import { uploadActions } from './upload-actions.ts';
import type { UploadsView } from './use-uploads.ts';

const CANCEL_ACTION = 'cancel';

/** The progress card, with the clock that it needs. */
export function LiveBatchProgress({ view, gate: breaker }: { view: UploadsView; gate: BreakerState }) {
  const now = useNow(SECOND);
  const { run, busy } = useActions();
  const { queued, sending, ...settled } = view.batch;
  const done = Object.values(settled).reduce((sum, n) => sum + n, 0);
  const leftMs = useTimeLeft(done, queued + sending, getNextAttempt(breaker, now) === 0);
  return (
    <BatchProgress
      view={view}
      breaker={breaker}
      now={now}
      leftMs={leftMs}
      onPause={() => void uploadActions.pause()}
      onResume={() => void uploadActions.resume()}
      cancelling={busy.has(CANCEL_ACTION)}
      onCancelRest={() => run(CANCEL_ACTION, cancelRest)}
    />
  );
}

/** Takes out what has not begun; what is being sent arrives. */
async function cancelRest(): Promise<void> {
  const queued = await listUploads(Number.POSITIVE_INFINITY, ({ state }) => state.name === 'queued');
  await uploadActions.remove(...queued.map(({ id }) => id));
}
