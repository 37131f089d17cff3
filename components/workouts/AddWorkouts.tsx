import { i18n } from '#i18n';
import type { Account } from '../../lib/credentials.ts';
import type { Day } from '../../lib/day.ts';
import { ChooseFiles } from '../ChooseFiles.tsx';
import { Dialog } from '../Dialog.tsx';
import { number } from '../format.ts';
import { ProgressBar } from '../ProgressBar.tsx';
import { DraftForm } from './DraftForm.tsx';
import { isReady } from './draft.ts';
import type { Drafts } from './use-drafts.ts';
import './AddWorkouts.css';

interface Props {
  account: Account;
  /** Where workouts go unless something else is said. */
  day: Day;
  drafts: Drafts;
  onClose: () => void;
}

/** What the file picker offers; the bytes decide. */
const WORKOUT_FILES = '.zwo,.mrc,.erg,.fit,.txt';

/** Workouts from elsewhere, looked at before they go to the calendar. */
export function AddWorkouts({ account, day, drafts, onClose }: Props) {
  const { progress, add } = drafts;
  const ready = drafts.drafts.filter(isReady).length;
  const put = async () => {
    if (ready === 0 || progress) return;
    await drafts.put(account.athlete.id);
  };
  const cancel = () => {
    if (progress) drafts.stop();
    else onClose();
  };
  return (
    <Dialog
      heading={i18n.t('plan.heading')}
      aside={i18n.t('plan.for', { name: account.athlete.name })}
      onCancel={cancel}
      busy={progress !== undefined}
      footer={
        <>
          <button
            type="button"
            class="button primary"
            aria-disabled={ready === 0 || progress !== undefined}
            onClick={() => void put()}
          >
            {progress ? i18n.t('plan.putting') : i18n.t('plan.put', ready, [number(ready)])}
          </button>
          <button type="button" class="button" onClick={cancel}>
            {i18n.t('plan.cancel')}
          </button>
          {progress && (
            <ProgressBar label={i18n.t('plan.putting')} settled={progress.done} all={progress.all} />
          )}
        </>
      }
    >
      <div class="line">
        <ChooseFiles
          label={i18n.t('plan.choose')}
          accept={WORKOUT_FILES}
          onFiles={files => add(files, day)}
        />
        <button type="button" class="button" onClick={() => add([''], day)}>
          {i18n.t('plan.write')}
        </button>
        <span class="muted small">{i18n.t('plan.kinds')}</span>
      </div>
      {drafts.tooMany > 0 && (
        <p role="alert">{i18n.t('plan.tooMany', drafts.tooMany, [number(drafts.tooMany)])}</p>
      )}
      {drafts.drafts.map(draft => (
        <DraftForm
          key={draft.id}
          draft={draft}
          onChange={change => drafts.change(draft.id, change)}
          onRemove={() => drafts.remove(draft.id)}
        />
      ))}
    </Dialog>
  );
}
