import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getFieldLabel } from '../../lib/features/wellness/field-labels.ts';
import { wellnessRequests } from '../../lib/features/wellness/requests.ts';
import { isSameValue, type WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { getCellEditMessage, parseCellEdit, type WellnessRow } from './wellness-cells.ts';

/** Parses and sends the typed values of the morning card. */
export function useMorningForm(athlete: string, onSent: (sent: Readonly<Record<string, string>>) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PlainProblem>();
  const [status, setStatus] = useState('');

  const send = (row: WellnessRow, typed: Readonly<Record<string, string>>) => {
    if (busy) return;
    const edits: WellnessEdit[] = [];
    for (const [key, text] of Object.entries(typed)) {
      const edit = parseCellEdit(row, key, text);
      if ('reason' in edit) return setStatus(`${getFieldLabel(key)}: ${getCellEditMessage(edit.reason, text)}`);
      if (!isSameValue(edit.from, edit.to)) edits.push(edit);
    }
    setStatus('');
    if (edits.length > 0) void write(edits, typed);
  };
  const write = async (edits: WellnessEdit[], typed: Readonly<Record<string, string>>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await sendRequest(wellnessRequests, 'write', {
        athlete,
        kind: 'edit',
        lock: false,
        edits,
      });
      if (answer === 'changed') setStatus(i18n.t('wellness.morningChanged'));
      else onSent(typed);
    } catch (thrown) {
      setProblem(Problem.from(thrown).toPlain());
    } finally {
      setBusy(false);
    }
  };
  return { send, busy, problem, status };
}
