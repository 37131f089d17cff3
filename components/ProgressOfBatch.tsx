import type { Gate } from '../lib/outbox/gate.ts';
import { isOpen } from '../lib/outbox/gate.ts';
import { listUploads } from '../lib/outbox/store.ts';
import { SECOND } from '../lib/time.ts';
import { Progress } from './Progress.tsx';
import { asks, useActions } from './use-actions.ts';
import { useNow } from './use-now.ts';
import type { OutboxView } from './use-outbox.ts';
import { usePace } from './use-pace.ts';

const CANCEL = 'cancel';

/** The progress card, with the clock that it needs. */
export function ProgressOfBatch({ view, gate }: { view: OutboxView; gate: Gate }) {
  const now = useNow(SECOND);
  const { run, busy } = useActions();
  const { queued, sending, ...settled } = view.batch;
  const done = Object.values(settled).reduce((sum, n) => sum + n, 0);
  const leftMs = usePace(done, queued + sending, isOpen(gate, now));
  return (
    <Progress
      view={view}
      gate={gate}
      now={now}
      leftMs={leftMs}
      onPause={() => void asks.pause()}
      onResume={() => void asks.resume()}
      cancelling={busy.has(CANCEL)}
      onCancelRest={() => run(CANCEL, cancelRest)}
    />
  );
}

/** Takes out what has not begun; what is being sent arrives. */
async function cancelRest(): Promise<void> {
  const queued = await listUploads(Number.POSITIVE_INFINITY, ({ state }) => state.name === 'queued');
  await asks.remove(...queued.map(({ id }) => id));
}
