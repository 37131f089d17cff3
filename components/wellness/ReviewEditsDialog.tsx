import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { wellnessRequests } from '../../lib/features/wellness/requests.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { deleteWellnessEdits } from '../../lib/features/wellness/wellness-store.ts';
import { notifyChanged } from '../../lib/platform/change-events.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { CheckboxField } from '../ui/Section.tsx';
import { EditConflicts } from './EditConflicts.tsx';
import { EditsTable } from './EditsTable.tsx';
import { getCellId, getEditsToSend } from './edits-to-send.ts';
import { useConflictCheck } from './use-conflict-check.ts';
import './ReviewEditsDialog.css';

interface Props {
  account: Account;
  /** The same array as long as they are the same. */
  edits: readonly WellnessEdit[];
  kind: 'edit' | 'import';
  onClose: (written: boolean) => void;
}

/** What is going to be different on Intervals.icu: looked at, and then sent. */
export function ReviewEditsDialog({ account, edits, kind, onClose }: Props) {
  const { id: athlete, name } = account.athlete;
  const { checked = [], busy: checking, problem: unread } = useConflictCheck(athlete, edits);
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set());
  const [lock, setLock] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<PlainProblem>();
  const problem = failure ?? unread;
  const editsToSend = getEditsToSend(checked, mine);
  const locked = checked.filter(({ status }) => status === 'locked');
  const ready = checked.filter(({ status }) => status === 'ready');
  const conflicts = checked.filter(({ status }) => status === 'conflict');
  const isIdle = !checking && !sending;

  const sendAll = async () => {
    if (!isIdle || editsToSend.length === 0) return;
    setSending(true);
    setFailure(undefined);
    try {
      // Locked ones go along: what became of them is told together with the others.
      const answer = await sendRequest(wellnessRequests, 'write', {
        athlete,
        kind,
        lock,
        edits: [...editsToSend, ...locked],
      });
      if (answer === 'changed') return;
      // Those that stay as they are on Intervals.icu are not wanted any more either.
      await deleteWellnessEdits(athlete, edits);
      notifyChanged('edits');
      onClose(true);
    } catch (thrown) {
      setFailure(Problem.from(thrown).toPlain());
    } finally {
      setSending(false);
    }
  };
  const close = () => {
    if (!sending) onClose(false);
  };

  return (
    <Dialog
      heading={i18n.t('wellness.diffHeading')}
      aside={i18n.t('wellness.for', { name })}
      onCancel={close}
      busy={sending}
      footer={
        <>
          <button
            type="button"
            class="button primary"
            aria-disabled={!isIdle || editsToSend.length === 0}
            onClick={() => void sendAll()}
          >
            {sending
              ? i18n.t('wellness.sending')
              : i18n.t('wellness.send', editsToSend.length, [formatNumber(editsToSend.length)])}
          </button>
          <button type="button" class="button" aria-disabled={sending} onClick={close}>
            {i18n.t('wellness.cancel')}
          </button>
          <p role="status" class="muted small">
            {checking && i18n.t('wellness.checking')}
          </p>
        </>
      }
    >
      {problem && (
        <Banner tone="bad">
          <ProblemSentence problem={problem} />
        </Banner>
      )}
      <EditConflicts
        conflicts={conflicts}
        mine={mine}
        onChoose={(edit, isMine) => setMine(now => toggleInSet(now, getCellId(edit), isMine))}
      />
      <EditsTable edits={ready} label={i18n.t('wellness.diffHeading')} />
      {locked.length > 0 && (
        <section class="diff-part">
          <h3>{i18n.t('wellness.lockedDays')}</h3>
          <p class="muted small">{i18n.t('wellness.lockedHint')}</p>
          <EditsTable edits={locked} label={i18n.t('wellness.lockedDays')} />
        </section>
      )}
      <CheckboxField
        label={i18n.t('wellness.lock')}
        hint={i18n.t('wellness.lockHint')}
        checked={lock}
        onChange={setLock}
      />
    </Dialog>
  );
}

function toggleInSet(all: ReadonlySet<string>, name: string, isIn: boolean): ReadonlySet<string> {
  const changed = new Set(all);
  changed[isIn ? 'add' : 'delete'](name);
  return changed;
}
