import { passes, waitMs } from '../../outbox/gate.ts';
import type { PlainProblem, ProblemKind } from '../../problem.ts';
import type { Filled, FolderState } from './state.ts';

/** The next moment at which this computer's clock shows the full hour. */
export function nextMorning(hour: number, now: number): number {
  const at = new Date(now);
  at.setHours(hour, 0, 0, 0);
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at.getTime();
}

/** When a folder is brought up to date next; in the past where a morning was missed. A moment further away is of another clock. */
export const dueAt = ({ nextAtMs = 0 }: FolderState, hour: number, now: number): number =>
  Math.min(nextAtMs, nextMorning(hour, now));

/** How the folder stands after it was brought up to date, or could not be. */
export function stateAfter(
  { problem: _, ...state }: FolderState,
  outcome: { filled: Filled } | { problem: PlainProblem },
  hour: number,
  now: number,
): FolderState {
  const morning = nextMorning(hour, now);
  if ('filled' in outcome) return { ...state, last: outcome.filled, strikes: 0, nextAtMs: morning };
  const { problem } = outcome;
  const nextAtMs = passesHere(problem.kind)
    ? Math.min(now + waitMs(problem, state.strikes), morning)
    : morning;
  return { ...state, problem, strikes: state.strikes + 1, nextAtMs };
}

/** A disk has room again one day, and a file that another program held is let go. */
export const passesHere = (kind: ProblemKind): boolean =>
  passes(kind) || kind === 'folder-full' || kind === 'folder-refused';

/** What nobody but the person can end, and what they would not notice. */
export const needsPerson = (kind: ProblemKind): boolean => NEEDS_PERSON.has(kind);

const NEEDS_PERSON = new Set<ProblemKind>([
  'folder-permission',
  'folder-gone',
  'unauthorized',
  'forbidden',
  'token-refused',
  'not-allowed',
]);
