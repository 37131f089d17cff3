import type { Judged } from '../../lib/wellness/diff.ts';
import type { Edit } from '../../lib/wellness/edit.ts';

/** A name for a cell. */
export const cellName = ({ day, key }: Edit): string => `${day} ${key}`;

/** What is sent: all that is ready, and what the athlete wants in spite of what was written meanwhile, which they have seen now. */
export const wantedOf = (judged: readonly Judged[], mine: ReadonlySet<string>): Edit[] =>
  judged
    .filter(edit => edit.standing === 'ready' || (edit.standing === 'conflict' && mine.has(cellName(edit))))
    .map(({ day, key, now, to }) => ({ day, key, from: now, to }));
