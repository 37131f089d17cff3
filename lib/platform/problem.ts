/**
 * Everything that can go wrong, as a closed list. `components/words.ts` has a sentence and a way out for each kind, and
 * `error-policy.ts` says what follows from it; a new kind does not compile until it has both.
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
  // workouts on their way to the calendar
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
  // Intervals.icu and the way to it
  | 'offline'
  | 'unreachable'
  | 'timeout'
  | 'challenged'
  | 'rate-limited'
  | 'server-down'
  | 'not-found'
  | 'refused'
  | 'unreadable-reply'
  // sites that recordings come from, and the way to them
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
  | 'forbidden-address'
  | 'too-large-download'
  | 'web-page'
  // where Intervals.icu tells of changes
  | 'topic-closed'
  | 'topic-gone'
  | 'topic-unreachable'
  // this browser
  | 'stopped'
  | 'storage-full'
  | 'unexpected';

export interface ProblemFacts {
  /** What a person may want to read besides the sentence: "data record 812, byte 20,311", a server's own message. */
  detail?: string;
  /** How long the other side asks to wait, in milliseconds. */
  retryAfterMs?: number;
  /** The site that it is about, as people know it: "Garmin Connect", or the name of a host. */
  site?: string;
  /** Where the way out of it leads: to sign in, or to the page that has the file. */
  page?: `https://${string}`;
}

/** A `Problem` as it is stored in a row or carried by a message. */
export interface PlainProblem extends ProblemFacts {
  kind: ProblemKind;
}

/** A failure of a known kind. Carries facts only: no words for people, no secrets. */
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

  /** Whatever was thrown, as a `Problem`: what is not one already becomes `unexpected`. */
  static from(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return new Problem('unexpected', { detail }, { cause: thrown });
  }
}
