/** Work that yields where other tasks may run. */
export type CooperativeTask<T> = Generator<void, T, void>;

/** Runs a task without pauses. */
export function runToCompletion<T>(task: CooperativeTask<T>): T {
  for (;;) {
    const { done, value } = task.next();
    if (done) return value;
  }
}

/** Runs a task in parts of up to 50 ms, so that the page stays responsive. @throws The reason of `signal` when aborted */
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

/**
 * Not a timer: browsers run timers of hidden tabs once a second (https://developer.chrome.com/blog/timer-throttling-in-
 * chrome-88).
 */
const yieldToEventLoop = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Longer tasks are noticeable (https://www.w3.org/TR/longtasks-1). */
const LONG_TASK_MS = 50;
