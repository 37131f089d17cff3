import { i18n } from '#i18n';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { FilePicker } from '../ui/FilePicker.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { DraftForm } from './DraftForm.tsx';
import type { WorkoutDrafts } from './use-workout-drafts.ts';
import { isDraftReady } from './workout-draft.ts';
import './AddWorkoutsDialog.css';

interface Props {
  account: Account;
  /** The day of new workouts, until the person picks another. */
  day: CalendarDate;
  drafts: WorkoutDrafts;
  onClose: () => void;
}

/** The extensions that the file picker offers. The bytes decide what a file is. */
const WORKOUT_EXTENSIONS = '.zwo,.mrc,.erg,.fit,.txt';

/** Shows workouts from files or text before they are added to the calendar. */
export function AddWorkoutsDialog({ account, day, drafts, onClose }: Props) {
  const { progress, add } = drafts;
  const ready = drafts.drafts.filter(isDraftReady).length;
  const addAll = async () => {
    if (ready === 0 || progress) return;
    await drafts.addAll(account.athlete.id);
  };
  const handleCancel = () => {
    if (progress) drafts.stop();
    else onClose();
  };
  return (
    <Dialog
      heading={i18n.t('plan.heading')}
      aside={i18n.t('plan.for', { name: account.athlete.name })}
      onCancel={handleCancel}
      busy={progress !== undefined}
      footer={
        <>
          <button
            type="button"
            class="button primary"
            aria-disabled={ready === 0 || progress !== undefined}
            onClick={() => void addAll()}
          >
            {progress ? i18n.t('plan.putting') : i18n.t('plan.put', ready, [formatNumber(ready)])}
          </button>
          <button type="button" class="button" onClick={handleCancel}>
            {i18n.t('plan.cancel')}
          </button>
          {progress && <ProgressBar label={i18n.t('plan.putting')} value={progress.done} max={progress.all} />}
        </>
      }
    >
      <div class="line">
        <FilePicker label={i18n.t('plan.choose')} accept={WORKOUT_EXTENSIONS} onFiles={files => add(files, day)} />
        <button type="button" class="button" onClick={() => add([''], day)}>
          {i18n.t('plan.write')}
        </button>
        <span class="muted small">{i18n.t('plan.kinds')}</span>
      </div>
      {drafts.overflow > 0 && (
        <p role="alert">{i18n.t('plan.tooMany', drafts.overflow, [formatNumber(drafts.overflow)])}</p>
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
