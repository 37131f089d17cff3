import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { sendMessage as ask } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { type Edit, isSameValue } from '../../lib/wellness/edit.ts';
import { editOf, type RowFacts } from './cells.ts';
import { whyNot } from './entry-words.ts';
import { fieldName } from './field-words.ts';

/** Sends what was typed in the morning, over what was seen then. */
export function useMorning(athlete: string, onSent: (sent: Readonly<Record<string, string>>) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PlainProblem>();
  const [said, setSaid] = useState('');

  const send = (row: RowFacts, typed: Readonly<Record<string, string>>) => {
    if (busy) return;
    const edits: Edit[] = [];
    for (const [key, text] of Object.entries(typed)) {
      const edit = editOf(row, key, text);
      if ('why' in edit) return setSaid(`${fieldName(key)}: ${whyNot(edit.why, text)}`);
      if (!isSameValue(edit.from, edit.to)) edits.push(edit);
    }
    setSaid('');
    if (edits.length > 0) void write(edits, typed);
  };
  const write = async (edits: Edit[], typed: Readonly<Record<string, string>>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await ask('writeWellness', { athlete, kind: 'edit', lock: false, edits });
      if (answer === 'changed') setSaid(i18n.t('wellness.morningChanged'));
      else onSent(typed);
    } catch (thrown) {
      setProblem(Problem.from(thrown).toPlain());
    } finally {
      setBusy(false);
    }
  };
  return { send, busy, problem, said };
}
