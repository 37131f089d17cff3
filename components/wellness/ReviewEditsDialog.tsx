import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getCellId, getEditsToSend } from '../../lib/features/wellness/conflict-check.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { CheckboxField } from '../ui/Section.tsx';
import { EditConflicts } from './EditConflicts.tsx';
import { EditsTable } from './EditsTable.tsx';
import { useConflictCheck } from './use-conflict-check.ts';
import { useSendEdits } from './use-send-edits.ts';
import './ReviewEditsDialog.css';

interface Props {
  account: Account;
  /** The same edits must be the same array, because a new one starts a new comparison. */
  edits: readonly WellnessEdit[];
  kind: 'edit' | 'import';
  onClose: (written: boolean) => void;
}

/** Shows edits next to the current values, lets the athlete resolve conflicts, and sends them. */
export function ReviewEditsDialog({ account, edits, kind, onClose }: Props) {
  const { id: athlete, name } = account.athlete;
  const { checked = [], busy: checking, problem: unread } = useConflictCheck(athlete, edits);
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set());
  const [lock, setLock] = useState(false);
  const onWritten = () => onClose(true);
  const { send, sending, problem: failure } = useSendEdits({ athlete, edits, kind, onWritten });
  const problem = failure ?? unread;
  const editsToSend = getEditsToSend(checked, mine);
  const locked = checked.filter(({ status }) => status === 'locked');
  const ready = checked.filter(({ status }) => status === 'ready');
  const conflicts = checked.filter(({ status }) => status === 'conflict');
  const isIdle = !checking && !sending;

  const sendAll = () => {
    if (!isIdle || editsToSend.length === 0) return;
    // Edits of locked days are sent along, so that the log lists them as not saved.
    void send([...editsToSend, ...locked], lock);
  };
  const close = () => {
    if (!sending) onClose(false);
  };

  return (
    <Dialog
      heading={i18n.t('wellness.reviewHeading')}
      aside={i18n.t('wellness.for', { name })}
      onCancel={close}
      busy={sending}
      footer={
        <>
          <button
            type="button"
            class="button primary"
            aria-disabled={!isIdle || editsToSend.length === 0}
            onClick={sendAll}
          >
            {sending
              ? i18n.t('wellness.saving')
              : i18n.t('wellness.save', editsToSend.length, [formatNumber(editsToSend.length)])}
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
      <EditsTable edits={ready} label={i18n.t('wellness.reviewHeading')} />
      {locked.length > 0 && (
        <section class="review-edits-section">
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
