import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { notifyChanged } from '../../lib/platform/change-events.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import type { Edit } from '../../lib/wellness/edit.ts';
import { editsOf, keepEdits } from '../../lib/wellness/store.ts';
import { liveQuery } from '../hooks/live-query.ts';

export interface Edits {
  /** What is wanted and not sent; undefined until it was read. */
  edits: Edit[] | undefined;
  /** Wants these, each in place of another one of its cell. They outlive the page. */
  change: (edits: readonly Edit[]) => void;
  /** Why they could not be kept. */
  problem: PlainProblem | undefined;
}

/** What an athlete wants to be different, live. */
export function useEdits(athlete: string): Edits {
  const [edits, setEdits] = useState<Edit[]>();
  const [problem, setProblem] = useState<PlainProblem>();
  const keeping = useRef(Promise.resolve());
  const changes = useRef(0);

  useEffect(() => {
    const failed = (thrown: unknown) => setProblem(Problem.from(thrown).toPlain());
    const read = async (isCurrent: () => boolean) => {
      await keeping.current;
      const before = changes.current;
      const kept = await editsOf(athlete);
      // What was typed while this was read is not in it. News of that will come.
      if (isCurrent() && before === changes.current) setEdits(kept);
    };
    return liveQuery(read, failed, ['wellness', 'edits']);
  }, [athlete]);

  const change = useCallback(
    (wanted: readonly Edit[]) => {
      changes.current += 1;
      setEdits((now = []) => [...now.filter(edit => !wanted.some(isOfCell(edit))), ...wanted]);
      setProblem(undefined);
      keeping.current = keeping.current
        .then(() => keepEdits(athlete, wanted))
        .catch(thrown => setProblem(Problem.from(thrown).toPlain()))
        .then(() => notifyChanged('edits'));
    },
    [athlete],
  );
  return { edits, change, problem };
}

const isOfCell =
  ({ day, key }: Edit) =>
  (other: Edit): boolean =>
    other.day === day && other.key === key;
