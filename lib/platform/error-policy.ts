import { MAX_BACKOFF_MS } from './backoff.ts';
import type { PlainProblem, ProblemKind } from './problem.ts';
import { HOUR, MINUTE, SECOND } from './time.ts';

/** What follows from a kind of problem in every feature. A feature that differs has an override with a reason. */
export interface ErrorPolicy {
  /**
   * Whether and when the same work may succeed.
   * - `never`: it would fail in the same way again
   * - `backoff`: after pauses that grow; earlier when the user asks, or the network is back
   * - `throttled`: the same, but the server set the pause, and a click does not shorten it
   * - `after-user-action`: waiting alone does not help
   */
  retry: 'never' | 'backoff' | 'throttled' | 'after-user-action';
  /** The shortest pause in milliseconds: for checking whether the user has acted, or where early tries do harm. */
  delayMs?: number;
  /** The longest pause in milliseconds, where the default of a day is too long. */
  maxDelayMs?: number;
  /**
   * What else would fail now.
   * - `item`: nothing else
   * - `item-or-service`: perhaps everything, perhaps only this item: a server may fail for one file alone
   * - `service`: every request to Intervals.icu
   * - `site`: everything that is read from the same site, or ntfy server
   * - `permission`: everything that needs the same permission of the account; the rest works
   * - `account`: everything of the connected account
   * - `folder`: everything that is written to the folder
   * - `device`: everything in this browser
   */
  scope: 'item' | 'item-or-service' | 'service' | 'site' | 'permission' | 'account' | 'folder' | 'device';
  /** What the failed request changed on the server: certainly nothing, or unknown. */
  sideEffect: 'none' | 'unknown';
  /** Who has to act before the same work can succeed; `nobody` also where nothing helps. */
  actor: 'nobody' | 'user';
}

/** The file, the input or the request itself is wrong. */
const PERMANENT = { retry: 'never', scope: 'item', sideEffect: 'none', actor: 'nobody' } as const;

const NEEDS_USER = { retry: 'after-user-action', sideEffect: 'none', actor: 'user' } as const;

const IN_ACCOUNT = { ...NEEDS_USER, scope: 'account', delayMs: MINUTE } as const;

const IN_FOLDER = { ...NEEDS_USER, scope: 'folder' } as const;

/** No readable answer: the request may have arrived. */
const UNANSWERED = {
  retry: 'backoff',
  scope: 'item-or-service',
  sideEffect: 'unknown',
  actor: 'nobody',
} as const;

/** Sites are only read, so a lost answer has changed nothing. */
const SITE_UNANSWERED = { ...UNANSWERED, sideEffect: 'none' } as const;

const AT_SITE = { ...NEEDS_USER, scope: 'site' } as const;

// The annotation keeps a new kind from compiling without a policy.
const POLICIES: Record<ProblemKind, ErrorPolicy> = {
  'empty-file': PERMANENT,
  'broken-file': PERMANENT,
  'unknown-format': PERMANENT,
  'encrypted-archive': PERMANENT,
  'archive-limit': PERMANENT,
  'file-too-large': PERMANENT,
  'file-unreadable': PERMANENT,
  'not-a-recording': PERMANENT,

  'not-a-workout': PERMANENT,
  'is-a-recording': PERMANENT,
  'broken-workout': PERMANENT,
  // The event was removed from the calendar again.
  'misread-workout': PERMANENT,
  'left-on-calendar': { ...PERMANENT, sideEffect: 'unknown', actor: 'user' },

  'no-days': PERMANENT,

  'bad-workout-file': PERMANENT,
  'no-workout-file': PERMANENT,
  'folder-permission': IN_FOLDER,
  'folder-gone': IN_FOLDER,
  // Another program may make room, but most likely the user has to.
  'folder-full': { ...IN_FOLDER, retry: 'backoff' },
  // Another program has the file open for a while.
  'folder-refused': { ...PERMANENT, retry: 'backoff' },
  'downloads-denied': IN_FOLDER,

  'not-connected': IN_ACCOUNT,
  'malformed-key': PERMANENT,
  unauthorized: IN_ACCOUNT,
  forbidden: { ...IN_ACCOUNT, scope: 'permission' },
  'not-allowed': { ...IN_ACCOUNT, scope: 'permission' },
  'malformed-token': PERMANENT,
  'token-refused': IN_ACCOUNT,
  'consent-denied': PERMANENT,
  'consent-closed': PERMANENT,
  'consent-mixed-up': PERMANENT,
  'consent-late': PERMANENT,
  'unknown-app': PERMANENT,
  // An upload is answered with the athlete who received it.
  'wrong-athlete': { ...IN_ACCOUNT, sideEffect: 'unknown' },

  // Checking the network costs no request, and a sleeping service worker misses the `online` event.
  offline: { ...UNANSWERED, scope: 'device', maxDelayMs: 2 * MINUTE },
  unreachable: UNANSWERED,
  timeout: UNANSWERED,
  // Cloudflare's security check in place of the API. It often ends by itself.
  challenged: { ...UNANSWERED, scope: 'service', sideEffect: 'none' },
  'rate-limited': { ...UNANSWERED, retry: 'throttled', scope: 'service', sideEffect: 'none' },
  'server-down': UNANSWERED,
  'not-found': PERMANENT,
  refused: PERMANENT,
  'unreadable-reply': UNANSWERED,

  'signed-out': { ...AT_SITE, delayMs: MINUTE },
  'not-yours': PERMANENT,
  'no-recording': PERMANENT,
  'no-activity': PERMANENT,
  // No program can pass it, and trying often makes it worse.
  'human-check': { ...AT_SITE, delayMs: 5 * MINUTE },
  'site-rate-limited': { ...SITE_UNANSWERED, retry: 'throttled', scope: 'site', delayMs: 15 * MINUTE },
  'premium-only': PERMANENT,
  'page-changed': PERMANENT,
  'moved-on': { ...PERMANENT, retry: 'backoff' },
  'site-not-found': PERMANENT,
  'site-down': SITE_UNANSWERED,
  'site-unreachable': SITE_UNANSWERED,
  'site-timeout': SITE_UNANSWERED,
  'tab-closed': { ...SITE_UNANSWERED, scope: 'site' },
  'no-tab': AT_SITE,
  'no-access': AT_SITE,
  'private-window': AT_SITE,
  'container-session': PERMANENT,
  'no-container-tab': AT_SITE,
  'forbidden-address': PERMANENT,
  'on-intervals': PERMANENT,
  'too-large-download': PERMANENT,
  'web-page': PERMANENT,

  'topic-closed': AT_SITE,
  'topic-gone': AT_SITE,
  'topic-unreachable': { ...SITE_UNANSWERED, scope: 'site' },

  // Musette aborted the request itself and starts it again.
  stopped: { ...UNANSWERED, scope: 'device' },
  // The request may have been done before its answer could not be stored.
  'storage-full': { ...NEEDS_USER, scope: 'device', sideEffect: 'unknown', delayMs: 5 * MINUTE },
  'no-storage': { ...NEEDS_USER, scope: 'device', delayMs: 5 * MINUTE },
  'unreadable-row': { ...PERMANENT, sideEffect: 'unknown' },
  unexpected: { ...PERMANENT, sideEffect: 'unknown' },
};

/** Where a feature differs from the policy. Each entry needs a reason in a comment. */
export type PolicyOverrides = Partial<Record<ProblemKind, Partial<ErrorPolicy>>>;

export const getPolicy = (kind: ProblemKind, overrides: PolicyOverrides = {}): ErrorPolicy => ({
  ...POLICIES[toKnownKind(kind)],
  ...overrides[kind],
});

/** A stored kind; `unexpected` for one that only another version knows. */
export const toKnownKind = (kind: string): ProblemKind => (isKnownKind(kind) ? kind : 'unexpected');

const isKnownKind = (kind: string): kind is ProblemKind => Object.hasOwn(POLICIES, kind);

/** Whether the problem may pass without the user. */
export function isRetryable(kind: ProblemKind, overrides?: PolicyOverrides): boolean {
  const { retry } = getPolicy(kind, overrides);
  return retry === 'backoff' || retry === 'throttled';
}

/** Whether the server set the pause, by what the problem is or by naming a time. The user can end any other pause. */
export const isServerPause = ({ kind, retryAfterMs = 0 }: PlainProblem): boolean =>
  getPolicy(kind).retry === 'throttled' || retryAfterMs > 0;

/** Pause before the next try in milliseconds: 5 s doubling up to an hour, with jitter so that clients do not return at once. */
export function backoffMs(tries: number, random = Math.random()): number {
  const full = Math.min(HOUR, 5 * SECOND * 2 ** Math.min(tries, 20));
  return Math.round(full * (0.5 + random / 2));
}

/** The pause in milliseconds that the server asks for, or a growing one where it asks for none or for 0. */
export function retryDelayMs({ kind, retryAfterMs }: PlainProblem, failures: number): number {
  const { delayMs = 0, maxDelayMs = MAX_BACKOFF_MS } = getPolicy(kind);
  return Math.min(retryAfterMs || Math.max(delayMs, backoffMs(failures)), maxDelayMs);
}
