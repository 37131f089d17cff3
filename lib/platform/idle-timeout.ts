/** Ends work in which nothing moves any more. */
export interface IdleTimeout {
  /** Is aborted with a `TimeoutError` when the time is over. */
  signal: AbortSignal;
  /** Something has moved: from now on it may stand still for this long. */
  restart(ms: number): void;
  /** The work is over. */
  clear(): void;
}

/** Like `AbortSignal.timeout`, which cannot be told that something has moved. */
export function createIdleTimeout(ms: number): IdleTimeout {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const start = (ms: number) => {
    timer = setTimeout(() => controller.abort(new DOMException('Nothing has moved', 'TimeoutError')), ms);
  };
  start(ms);
  return {
    signal: controller.signal,
    restart(ms) {
      clearTimeout(timer);
      start(ms);
    },
    clear: () => clearTimeout(timer),
  };
}
