import { useEffect, useState } from 'preact/hooks';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { checkSecretStorage } from '../../lib/platform/secret-state.ts';

/** Why this browser cannot store an API key; undefined if it can, and until that is known. */
export function useStorageProblem(): PlainProblem | undefined {
  const [problem, setProblem] = useState<PlainProblem>();
  useEffect(() => {
    void checkSecretStorage().catch(thrown => setProblem(Problem.from(thrown).toPlain()));
  }, []);
  return problem;
}
