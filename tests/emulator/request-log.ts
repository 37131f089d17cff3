import { after, now } from './clock.ts';

/** One request as the emulator saw it, from its first byte. It is filled in during the request. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly startedAt: number;
  /** Bytes of the body that have arrived. */
  bodySize: number;
  /** The body, where it is text that a test may want to read (JSON or a form). */
  bodyText?: string;
  /** Set when the request is over, however it ended. */
  endedAt?: number;
  /** The status that was sent; none when the connection was cut first. */
  status?: number;
  /** `cut` by a fault or by going offline, or `abandoned` by the client. */
  outcome?: 'answered' | 'cut' | 'abandoned';
}

/** Something the product must never do, such as a request to an unknown host. */
export interface Violation {
  readonly what:
    | 'unknown host'
    | 'private host'
    | 'plain http'
    | 'secret told'
    | 'during a pause'
    | 'too many in a second'
    | 'too many';
  readonly url: string;
}

/** What is not falsy: undefined and its like mean "not yet". */
export type Found<T> = Exclude<T, undefined | null | false | 0 | ''>;

/** Records what happened, and notifies those who wait for it. */
export class RequestLog {
  readonly requests: RecordedRequest[] = [];
  readonly violations: Violation[] = [];
  #waiting = new Set<() => void>();

  begin(method: string, url: URL, headers: Record<string, string>): RecordedRequest {
    const request: RecordedRequest = {
      method,
      url: url.href,
      host: url.host,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers,
      startedAt: now(),
      bodySize: 0,
    };
    this.requests.push(request);
    this.changed();
    return request;
  }

  end(request: RecordedRequest, outcome: NonNullable<RecordedRequest['outcome']>): void {
    if (request.outcome) return;
    request.outcome = outcome;
    request.endedAt = now();
    this.changed();
  }

  violate(what: Violation['what'], url: string): void {
    this.violations.push({ what, url });
    this.changed();
  }

  /** Lets every waiting test check again. */
  changed(): void {
    for (const lookAgain of [...this.#waiting]) lookAgain();
  }

  /**
   * Resolves with the first truthy thing that `look` returns; it is asked again after every change.
   * It gives up before a test does, so that it can report what did happen: a limit for what hangs, not a measurement.
   */
  until<T>(look: () => T, timeoutMs = 15_000): Promise<Found<T>> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        cancelTimeout();
        this.#waiting.delete(check);
      };
      const check = () => {
        try {
          const found = look();
          if (!found) return;
          stop();
          resolve(found as Found<T>);
        } catch (error) {
          stop();
          reject(error);
        }
      };
      const cancelTimeout = after(timeoutMs, () => {
        stop();
        reject(new Error(`Nothing of the kind within ${timeoutMs} ms. ${this.#summary()}`));
      });
      this.#waiting.add(check);
      check();
    });
  }

  /** Violations stay until a reset. */
  clearRequests(): void {
    this.requests.length = 0;
  }

  reset(): void {
    this.clearRequests();
    this.violations.length = 0;
  }

  #summary(): string {
    const lines = this.requests.map(
      ({ method, url, status, outcome }) => `  ${method} ${url} ${status ?? outcome ?? 'open'}`,
    );
    return lines.length > 0 ? `Requests so far:\n${lines.join('\n')}` : 'No request came at all.';
  }
}
