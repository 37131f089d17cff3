import type { CheckedEdit } from '../../lib/features/wellness/conflict-check.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';

/** A name for a cell. */
export const getCellId = ({ day, key }: WellnessEdit): string => `${day} ${key}`;

/** What is sent: all that is ready, and what the athlete wants in spite of what was written meanwhile, which they have seen now. */
export const getEditsToSend = (judged: readonly CheckedEdit[], mine: ReadonlySet<string>): WellnessEdit[] =>
  judged
    .filter(edit => edit.status === 'ready' || (edit.status === 'conflict' && mine.has(getCellId(edit))))
    .map(({ day, key, now, to }) => ({ day, key, from: now, to }));
