// Taken when the module loads: a test may put fake timers in their place, and the emulator, which plays the
// outside world, has to stay in real time.
const { setTimeout, clearTimeout, setInterval } = globalThis;
const startOfTime = Date.now() - performance.now();
const performanceNow = performance.now.bind(performance);
let passedMs = 0;
const periodic: (() => void)[] = [];

/** Milliseconds since 1970, in real time even where `Date` is faked; ahead of it by what `passTime` has let pass. */
export function now(): number {
  return Math.round(startOfTime + performanceNow() + passedMs);
}

/** Lets so much time pass for the emulator at once, so that no test waits for it. */
export function passTime(ms: number): void {
  passedMs += ms;
  for (const callback of periodic) callback();
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
  periodic.push(callback);
  setInterval(callback, periodMs).unref();
}
