import { useState } from 'preact/hooks';
import { wellnessRequests } from '../../lib/features/wellness/requests.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { deleteWellnessEdits } from '../../lib/features/wellness/wellness-store.ts';
import { notifyChanged } from '../../lib/platform/change-events.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';

interface Options {
  athlete: string;
  /** The reviewed edits, which are done once they are sent. */
  edits: readonly WellnessEdit[];
  kind: 'edit' | 'import';
  onWritten: () => void;
}

/** Sends reviewed edits. When a value was changed elsewhere since the review, nothing is written and the dialog stays. */
export function useSendEdits({ athlete, edits, kind, onWritten }: Options) {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<PlainProblem>();

  const send = async (editsToSend: WellnessEdit[], lock: boolean) => {
    setSending(true);
    setProblem(undefined);
    try {
      const answer = await sendRequest(wellnessRequests, 'write', {
        athlete,
        kind,
        lock,
        edits: editsToSend,
      });
      if (answer === 'changed') return;
      // Edits for which the athlete chose the current value are done too.
      await deleteWellnessEdits(athlete, edits);
      notifyChanged('edits');
      onWritten();
    } catch (thrown) {
      setProblem(Problem.from(thrown).toPlain());
    } finally {
      setSending(false);
    }
  };
  return { send, sending, problem };
}
