/**
 * Everything that can go wrong, as a closed list. `problem-messages.ts` of the notifications has a message for each kind, and
 * `error-policy.ts` says what follows from it; a new kind does not compile without both.
 */
export type ProblemKind =
  // files
  | 'empty-file'
  | 'broken-file'
  | 'unknown-format'
  | 'encrypted-archive'
  | 'archive-limit'
  | 'file-too-large'
  | 'file-unreadable'
  | 'not-a-recording'
  // workouts that are added to the calendar
  | 'not-a-workout'
  | 'is-a-recording'
  | 'broken-workout'
  | 'misread-workout'
  | 'left-on-calendar'
  // exports of other programs
  | 'no-days'
  // planned workouts
  | 'bad-workout-file'
  | 'no-workout-file'
  | 'folder-permission'
  | 'folder-gone'
  | 'folder-full'
  | 'folder-refused'
  | 'downloads-denied'
  // account
  | 'not-connected'
  | 'malformed-key'
  | 'unauthorized'
  | 'forbidden'
  | 'not-allowed'
  | 'malformed-token'
  | 'token-refused'
  | 'consent-denied'
  | 'consent-closed'
  | 'consent-mixed-up'
  | 'consent-late'
  | 'unknown-app'
  | 'wrong-athlete'
  // Intervals.icu and the connection to it
  | 'offline'
  | 'unreachable'
  | 'timeout'
  | 'challenged'
  | 'rate-limited'
  | 'server-down'
  | 'not-found'
  | 'refused'
  | 'unreadable-reply'
  // sites that recordings come from, and the connection to them
  | 'signed-out'
  | 'not-yours'
  | 'no-recording'
  | 'no-activity'
  | 'human-check'
  | 'site-rate-limited'
  | 'premium-only'
  | 'page-changed'
  | 'moved-on'
  | 'site-not-found'
  | 'site-down'
  | 'site-unreachable'
  | 'site-timeout'
  | 'tab-closed'
  | 'no-tab'
  | 'no-access'
  | 'private-window'
  | 'container-session'
  | 'no-container-tab'
  | 'forbidden-address'
  | 'on-intervals'
  | 'too-large-download'
  | 'web-page'
  // the ntfy topic that receives changes from Intervals.icu
  | 'topic-closed'
  | 'topic-gone'
  | 'topic-unreachable'
  // this browser
  | 'stopped'
  | 'storage-full'
  | 'no-storage'
  | 'unreadable-row'
  | 'unexpected';

export interface ProblemFacts {
  /** A detail that is shown beside the message: "data record 812, byte 20,311", a server's own message. */
  detail?: string;
  /** The pause that the server asks for, in milliseconds. */
  retryAfterMs?: number;
  /** The site that it is about: "Garmin Connect", or the name of a host. */
  site?: string;
  /** Where the user can solve it: the page to sign in, or the page with the file. */
  page?: `https://${string}`;
  /** The match patterns that the user has to allow first. */
  origins?: string[];
}

/** A `Problem` as it is stored in a row or carried by a message. */
export interface PlainProblem extends ProblemFacts {
  kind: ProblemKind;
}

/** A failure of a known kind. Has facts only: no texts for the screen, no secrets. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly facts: ProblemFacts;

  constructor(kind: ProblemKind, facts: ProblemFacts = {}, options?: ErrorOptions) {
    super(facts.detail === undefined ? kind : `${kind}: ${facts.detail}`, options);
    this.kind = kind;
    this.facts = facts;
  }

  toPlain(): PlainProblem {
    return { kind: this.kind, ...this.facts };
  }

  static fromPlain({ kind, ...facts }: PlainProblem): Problem {
    return new Problem(kind, facts);
  }

  /** Any thrown value as a `Problem`: anything else becomes `unexpected`. */
  static from(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return new Problem('unexpected', { detail }, { cause: thrown });
  }
}
