import { keepAwake } from './awake.ts';

/** Work of which one is under way at most, as long as somebody wants it. */
export interface WhileWanted {
  /** Wants it; while it is under way it looks again at its end. Never rejects: an alarm comes back to what could not be done. */
  want(): Promise<void>;
  /** When nothing of it is under way any more. */
  ended(): Promise<void>;
}

export function whileWanted(run: () => Promise<void>): WhileWanted {
  let running: Promise<void> | undefined;
  let isWanted = false;
  const runAll = async () => {
    try {
      while (isWanted) {
        isWanted = false;
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
    want() {
      isWanted = true;
      running ??= keepAwake(runAll());
      return running;
    },
    ended: () => running ?? Promise.resolve(),
  };
}
