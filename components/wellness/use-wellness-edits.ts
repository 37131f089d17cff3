import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { getWellnessEdits, saveWellnessEdits } from '../../lib/features/wellness/wellness-store.ts';
import { notifyChanged } from '../../lib/platform/change-events.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { liveQuery } from '../hooks/live-query.ts';

interface WellnessEditsState {
  /** The edits that are not sent yet; undefined until they are read. */
  edits: WellnessEdit[] | undefined;
  /** Stores edits, each in place of an earlier one of the same cell. They survive a reload. */
  save: (edits: readonly WellnessEdit[]) => void;
  /** Why they could not be read or stored. */
  problem: PlainProblem | undefined;
}

/** The athlete's edits that are not sent yet, live. */
export function useWellnessEdits(athlete: string): WellnessEditsState {
  const [edits, setEdits] = useState<WellnessEdit[]>();
  const [problem, setProblem] = useState<PlainProblem>();
  const saving = useRef(Promise.resolve());
  const saveCount = useRef(0);

  useEffect(() => {
    const failed = (thrown: unknown) => setProblem(Problem.from(thrown).toPlain());
    const read = async (isCurrent: () => boolean) => {
      await saving.current;
      const before = saveCount.current;
      const stored = await getWellnessEdits(athlete);
      // Edits that were saved during the read are missing from it; their own change event follows.
      if (isCurrent() && before === saveCount.current) setEdits(stored);
    };
    return liveQuery(read, failed, ['wellness', 'edits']);
  }, [athlete]);

  const save = useCallback(
    (wanted: readonly WellnessEdit[]) => {
      saveCount.current += 1;
      setEdits((now = []) => [...now.filter(edit => !wanted.some(isSameCell(edit))), ...wanted]);
      setProblem(undefined);
      saving.current = saving.current
        .then(() => saveWellnessEdits(athlete, wanted))
        .catch(thrown => setProblem(Problem.from(thrown).toPlain()))
        .then(() => notifyChanged('edits'));
    },
    [athlete],
  );
  return { edits, save, problem };
}

const isSameCell =
  ({ day, key }: WellnessEdit) =>
  (other: WellnessEdit): boolean =>
    other.day === day && other.key === key;
