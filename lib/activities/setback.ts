import { passes, waitMs } from '../outbox/gate.ts';
import type { PlainProblem, ProblemKind } from '../problem.ts';
import type { Download, Item } from './download.ts';

/** What becomes of a download and of the activity that it came to, after a problem with it. */
export interface Setback {
  item: Partial<Item>;
  download: Partial<Download>;
}

/** So many failures in a row are hardly one file's fault. */
const STRIKES = 3;

/** After how many tries a passing problem is one file's own. */
const MOST_TRIES = 6;

/** How a download goes on after a problem with one of its files. */
export function setbackOf(problem: PlainProblem, tries: number, strikes: number, now: number): Setback {
  const { kind } = problem;
  if (kind === 'refused') return { item: { state: 'fileless', problem }, download: {} };
  if (NEEDS_PERSON.has(kind)) return { item: {}, download: { stopped: problem } };
  if (!passes(kind) && kind !== 'folder-full') return { item: { state: 'failed', problem }, download: {} };
  const isOwn = OWN_FAULTS.has(kind);
  const isLast = isOwn && tries + 1 >= MOST_TRIES;
  const mayGoOn = isOwn && strikes + 1 < STRIKES && !problem.retryAfterMs;
  const waiting = { until: now + waitMs(problem, strikes), problem };
  return {
    item: isLast ? { state: 'failed', problem } : isOwn ? { tries: tries + 1 } : {},
    download: { strikes: strikes + 1, ...(!mayGoOn && !isLast && { waiting }) },
  };
}

/** What time does not mend. */
const NEEDS_PERSON = new Set<ProblemKind>([
  'not-connected',
  'wrong-athlete',
  'unauthorized',
  'forbidden',
  'not-allowed',
  'token-refused',
  'folder-permission',
  'folder-gone',
  'storage-full',
]);

/** A server may stumble over one file, and give out every other. */
const OWN_FAULTS = new Set<ProblemKind>(['server-down', 'timeout', 'unreachable', 'unreadable-reply']);

/** Whether connecting the right athlete ends it. */
export const isOfAccount = ({ kind }: PlainProblem): boolean =>
  NEEDS_PERSON.has(kind) && !kind.startsWith('folder') && kind !== 'storage-full';
