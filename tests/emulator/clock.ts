// Taken when the module loads: a test may put fake timers in their place, and the emulator, which plays the
// outside world, has to stay in real time.
const { setTimeout, clearTimeout, setInterval } = globalThis;
const startOfTime = Date.now() - performance.now();
const performanceNow = performance.now.bind(performance);

/** Milliseconds since 1970, in real time even where `Date` is faked. */
export function now(): number {
  return Math.round(startOfTime + performanceNow());
}

/** Waits, unless the signal ends first; then it rejects. */
export function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, delayMs);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Calls back later, in real time; the returned function cancels it. */
export function after(delayMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}

/** Calls back again and again, in real time, for as long as the process lives. */
export function every(periodMs: number, callback: () => void): void {
  setInterval(callback, periodMs).unref();
}
