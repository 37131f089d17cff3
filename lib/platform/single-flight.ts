import { withKeepAlive } from './keep-alive.ts';

/** Work of which one is under way at most, as long as somebody wants it. */
export interface SingleFlight {
  /** Wants it; while it is under way it looks again at its end. Never rejects: an alarm comes back to what could not be done. */
  trigger(): Promise<void>;
  /** When nothing of it is under way any more. */
  onIdle(): Promise<void>;
}

export function createSingleFlight(run: () => Promise<void>): SingleFlight {
  let running: Promise<void> | undefined;
  let isTriggered = false;
  const runWhileTriggered = async () => {
    try {
      while (isTriggered) {
        isTriggered = false;
        await run();
      }
    } catch (thrown) {
      reportError(thrown);
    } finally {
      // In the same breath as the last look at `isWanted`, so that no call falls between.
      running = undefined;
    }
  };
  return {
    trigger() {
      isTriggered = true;
      running ??= withKeepAlive(runWhileTriggered());
      return running;
    },
    onIdle: () => running ?? Promise.resolve(),
  };
}
