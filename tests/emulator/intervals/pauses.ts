import { now } from '../clock.ts';
import type { Reply } from '../site.ts';

/** A request that left before the client could read the answer may still arrive for this long. */
const UNDER_WAY_MS = 500;

/** The pauses that were asked for with Retry-After, for each key and each token. */
export class Pauses {
  #asked = new Map<string, { fromMs: number; untilMs: number }>();

  /** Remembers the pause that a reply asks for. 0 asks for none. */
  note(authorization: string, { status, headers }: Reply): void {
    const seconds = Number(headers?.['Retry-After'] ?? headers?.['retry-after'] ?? 0);
    if (status < 400 || !(seconds > 0)) return;
    const time = now();
    const untilMs = Math.max(time + seconds * 1000, this.#asked.get(authorization)?.untilMs ?? 0);
    this.#asked.set(authorization, { fromMs: time + UNDER_WAY_MS, untilMs });
  }

  /** How many seconds of a pause are left for a request that has just arrived; 0 where there is none. */
  secondsLeft(authorization: string): number {
    const { fromMs, untilMs } = this.#asked.get(authorization) ?? { fromMs: 0, untilMs: 0 };
    const time = now();
    return time < fromMs ? 0 : Math.max(0, Math.ceil((untilMs - time) / 1000));
  }

  reset(): void {
    this.#asked.clear();
  }
}
