/**
 * Combines calls: `work` runs after a call, and once more after calls during it; never two at a time, with a pause after each.
 * @param getPauseMs milliseconds, from how long the work took
 */
export function coalesce(work: () => Promise<void>, getPauseMs: (workMs: number) => number): () => void {
  let running = false;
  let pending = false;
  const run = async () => {
    pending = true;
    if (running) return;
    running = true;
    while (pending) {
      pending = false;
      const before = performance.now();
      await work().catch(thrown => reportError(thrown));
      await new Promise(resolve => setTimeout(resolve, getPauseMs(performance.now() - before)));
    }
    running = false;
  };
  return () => void run();
}
