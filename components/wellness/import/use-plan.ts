import { useMemo, useState } from 'preact/hooks';
import type { PlainProblem } from '../../../lib/platform/problem.ts';
import type { Edit } from '../../../lib/wellness/edit.ts';
import type { WellnessKey } from '../../../lib/wellness/fields.ts';
import type { ImportedDay } from '../../../lib/wellness/import/imported.ts';
import {
  type ImportPlan,
  type Manner,
  planImport,
  valuesToWrite,
} from '../../../lib/wellness/import-plan.ts';
import { useKnownDays } from './use-known-days.ts';

/** What an import would come to, as the person wants it. */
export interface Planned {
  manner: Manner;
  setManner: (manner: Manner) => void;
  /** Undefined until it is known what Intervals.icu has, and while there is nothing to import. */
  plan: ImportPlan | undefined;
  problem: PlainProblem | undefined;
  isComparing: boolean;
  /** Reads once more what Intervals.icu has. */
  again: () => void;
  /** The fields that are imported. */
  chosen: ReadonlySet<string>;
  onChoose: (key: WellnessKey, on: boolean) => void;
  edits: Edit[];
}

/** Plans the import of these days. */
export function usePlan(athlete: string, rows: readonly ImportedDay[]): Planned {
  const [manner, setManner] = useState<Manner>('fill');
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const { known, again } = useKnownDays(athlete, rows);
  const plan = useMemo(
    () => (known && 'days' in known && rows.length > 0 ? planImport(rows, known.days) : undefined),
    [rows, known],
  );
  const chosen = useMemo(() => new Set((plan?.keys ?? []).filter(key => !leftOut.has(key))), [plan, leftOut]);
  const edits = useMemo(() => (plan ? valuesToWrite(plan, manner, chosen) : []), [plan, manner, chosen]);
  return {
    manner,
    setManner,
    plan,
    problem: known && 'problem' in known ? known.problem : undefined,
    isComparing: rows.length > 0 && known === undefined,
    again,
    chosen,
    onChoose: (key, on) =>
      setLeftOut(before => new Set(on ? [...before].filter(other => other !== key) : [...before, key])),
    edits,
  };
}
