/** Work that stops where something else may have a turn. */
export type CooperativeTask<T> = Generator<void, T, void>;

/** Does work in one go. */
export function runToCompletion<T>(task: CooperativeTask<T>): T {
  for (;;) {
    const { done, value } = task.next();
    if (done) return value;
  }
}

/** Does work while the page stays in hand. */
export async function runCooperatively<T>(task: CooperativeTask<T>, signal?: AbortSignal): Promise<T> {
  let startedMs = performance.now();
  for (;;) {
    const { done, value } = task.next();
    if (done) return value;
    if (performance.now() - startedMs < LONG_TASK_MS) continue;
    await yieldToEventLoop();
    signal?.throwIfAborted();
    startedMs = performance.now();
  }
}

/** A timer would be slowed down to one a second where the tab is hidden. */
const yieldToEventLoop = (): Promise<void> =>
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
