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

/** How a download goes on after a problem with a file that was tried so often before, or with none in particular. */
export function setbackOf(
  problem: PlainProblem,
  tries: number | undefined,
  strikes: number,
  now: number,
): Setback {
  const { kind } = problem;
  const isPassing = passes(kind) || kind === 'folder-full';
  // With no file to leave out, what does not pass would be met again at once, and for ever.
  if (NEEDS_PERSON.has(kind) || (tries === undefined && !isPassing))
    return { item: {}, download: { stopped: problem } };
  if (kind === 'refused') return { item: { state: 'fileless', problem }, download: {} };
  if (!isPassing) return { item: { state: 'failed', problem }, download: {} };
  const isOwn = OWN_FAULTS.has(kind);
  const nth = (tries ?? 0) + 1;
  const isLast = isOwn && nth >= MOST_TRIES;
  const mayGoOn = isOwn && strikes + 1 < STRIKES && !problem.retryAfterMs;
  const waiting = { until: now + waitMs(problem, strikes), problem };
  return {
    item: isLast ? { state: 'failed', problem } : isOwn ? { tries: nth } : {},
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
