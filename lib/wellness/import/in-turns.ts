/** Work that stops where something else may have a turn. */
export type Steps<T> = Generator<void, T, void>;

/** Does work in one go. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Does work while the page stays in hand. */
export async function inTurns<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  let since = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < LONG_TASK_MS) continue;
    await giveTurn();
    signal?.throwIfAborted();
    since = performance.now();
  }
}

/** A timer would be slowed down to one a second where the tab is hidden. */
const giveTurn = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** From here on a task counts as one that people notice (https://www.w3.org/TR/longtasks-1). */
const LONG_TASK_MS = 50;
