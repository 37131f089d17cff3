import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';

/** Connects, one attempt at a time. Fields keep their values after a failure, and are cleared after a success. */
export function useConnect(input: RefObject<HTMLInputElement | null>, request: () => Promise<unknown>) {
  const [checking, setChecking] = useState(false);
  const [problem, setProblem] = useState<PlainProblem>();
  const connect = async (event: Event) => {
    event.preventDefault();
    if (checking) return;
    setChecking(true);
    setProblem(undefined);
    try {
      await request();
      input.current?.form?.reset();
    } catch (thrown) {
      setProblem(Problem.from(thrown).toPlain());
      input.current?.focus();
      input.current?.select();
    } finally {
      setChecking(false);
    }
  };
  return { connect: (event: Event) => void connect(event), checking, problem };
}
