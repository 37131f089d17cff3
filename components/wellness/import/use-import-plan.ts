import { useMemo, useState } from 'preact/hooks';
import {
  getEditsToWrite,
  type ImportMode,
  type ImportPlan,
  planImport,
} from '../../../lib/features/wellness/import-plan.ts';
import type { WellnessEdit } from '../../../lib/features/wellness/wellness-edit.ts';
import type { ImportedDay } from '../../../lib/formats/wellness/import-result.ts';
import type { WellnessKey } from '../../../lib/formats/wellness/wellness-fields.ts';
import type { PlainProblem } from '../../../lib/platform/problem.ts';
import { useExistingDays } from './use-existing-days.ts';

/** What an import would change, with the athlete's choices. */
export interface ImportPlanView {
  mode: ImportMode;
  setMode: (mode: ImportMode) => void;
  /** Undefined until the days on Intervals.icu are read, and while there is nothing to import. */
  plan: ImportPlan | undefined;
  problem: PlainProblem | undefined;
  isComparing: boolean;
  /** Reads the days on Intervals.icu again. */
  retry: () => void;
  /** The fields to import. */
  chosen: ReadonlySet<string>;
  onChoose: (key: WellnessKey, on: boolean) => void;
  edits: WellnessEdit[];
}

/** Plans the import of these days. */
export function useImportPlan(athlete: string, rows: readonly ImportedDay[]): ImportPlanView {
  const [mode, setMode] = useState<ImportMode>('fill');
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(new Set());
  const { existing, retry } = useExistingDays(athlete, rows);
  const plan = useMemo(
    () => (existing && 'days' in existing && rows.length > 0 ? planImport(rows, existing.days) : undefined),
    [rows, existing],
  );
  const chosen = useMemo(() => new Set((plan?.keys ?? []).filter(key => !excluded.has(key))), [plan, excluded]);
  const edits = useMemo(() => (plan ? getEditsToWrite(plan, mode, chosen) : []), [plan, mode, chosen]);
  return {
    mode,
    setMode,
    plan,
    problem: existing && 'problem' in existing ? existing.problem : undefined,
    isComparing: rows.length > 0 && existing === undefined,
    retry,
    chosen,
    onChoose: (key, on) =>
      setExcluded(before => new Set(on ? [...before].filter(other => other !== key) : [...before, key])),
    edits,
  };
}
