import { now } from './clock.ts';
import type { RecordedRequest } from './request-log.ts';
import type { Reply } from './site.ts';

/**
 * Where in the life of a request a fault strikes. `after processing` is the worst one: the file was accepted, and
 * the client does not learn of it.
 */
export type Stage = 'before body' | 'in body' | 'before processing' | 'after processing' | 'in reply';

/** What goes wrong, for which requests, and for how long. Without `reply`, `cut` and `hold` it only delays. */
export interface Fault {
  /** Which requests; all when left out. A string is a whole path, a RegExp is tried on path and query. */
  readonly match?: { readonly method?: string; readonly host?: string; readonly path?: string | RegExp };
  /** How many requests it strikes; once when left out. */
  readonly times?: number | 'always';
  /** It lasts at least this long after its first strike, because Chromium repeats a cut request itself. */
  readonly forMs?: number;
  /** `before processing` when left out. */
  readonly stage?: Stage;
  /** With `in body` or `in reply`: after this many bytes; in the middle when left out. */
  readonly afterBytes?: number;
  readonly delayMs?: number;
  /**
   * Answers this instead. Before processing, the site never sees the request; after it, the site's own reply is lost.
   * Of no effect in the middle of a body or of a reply. A reply that is sent in parts is not struck in its middle.
   */
  readonly reply?: Reply;
  /** Cuts the connection. */
  readonly cut?: true;
  /** The request waits until the fault is cancelled or all faults end. */
  readonly hold?: true;
}

/** What `fail` returns. */
export interface FaultHandle {
  /** How many requests it has struck: delayed, held, cut or answered. */
  readonly strikes: number;
  /** Ends the fault; held requests continue. */
  cancel(): void;
}

/** An active fault. */
export class ActiveFault implements FaultHandle {
  readonly fault: Fault;
  readonly stage: Stage;
  /** Resolves when a held request may continue. */
  readonly released: Promise<void>;
  strikes = 0;
  #cancelled = false;
  #claims = 0;
  #firstClaimAt: number | undefined;
  #release: () => void;

  constructor(fault: Fault) {
    this.fault = fault;
    this.stage = fault.stage ?? 'before processing';
    const { promise, resolve } = Promise.withResolvers<void>();
    this.released = promise;
    this.#release = resolve;
  }

  /** Whether it applies to this request. */
  claims(request: RecordedRequest): boolean {
    if (this.#isSpent() || !matches(this.fault.match, request)) return false;
    this.#claims += 1;
    this.#firstClaimAt ??= now();
    return true;
  }

  cancel(): void {
    this.#cancelled = true;
    this.#release();
  }

  #isSpent(): boolean {
    if (this.#cancelled) return true;
    const { times = 1, forMs = 0 } = this.fault;
    if (times === 'always' || this.#claims < times) return false;
    return this.#firstClaimAt === undefined || now() - this.#firstClaimAt >= forMs;
  }
}

/** The active faults, oldest first. A request is struck by the first that matches, and by no other. */
export class Faults {
  #active: ActiveFault[] = [];

  add(fault: Fault): FaultHandle {
    const active = new ActiveFault(fault);
    this.#active.push(active);
    return active;
  }

  /** The fault that is to strike this request. */
  for(request: RecordedRequest): ActiveFault | undefined {
    return this.#active.find(fault => fault.claims(request));
  }

  mend(): void {
    for (const fault of this.#active.splice(0)) fault.cancel();
  }
}

function matches(match: Fault['match'], request: RecordedRequest): boolean {
  if (!match) return true;
  const { method, host, path } = match;
  if (method !== undefined && method !== request.method) return false;
  if (host !== undefined && host !== request.host) return false;
  if (path === undefined) return true;
  if (typeof path === 'string') return path === request.path;
  return path.test(request.url.slice(`https://${request.host}`.length));
}
