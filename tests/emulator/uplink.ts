import { now, pause } from './clock.ts';

/** The line on which all clients send: the bodies of their requests are read no faster than it would carry them. */
export class Uplink {
  #bytesPerSecond = Number.POSITIVE_INFINITY;
  #busyUntil = 0;

  /** Another line, with nothing on it yet, for all requests that are under way and for those that follow. */
  replace(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond;
    this.#busyUntil = 0;
  }

  /** Waits for as long as these bytes take on the line, after those that are on it already. */
  async carry(bytes: number, life: AbortSignal): Promise<void> {
    if (this.#bytesPerSecond === Number.POSITIVE_INFINITY) return;
    const time = now();
    this.#busyUntil = Math.max(time, this.#busyUntil) + (bytes / this.#bytesPerSecond) * 1000;
    await pause(this.#busyUntil - time, life);
  }
}
