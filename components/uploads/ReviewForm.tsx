import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PlannedWorkoutMatch } from '../../lib/features/uploads/upload.ts';
import type { UploadReview } from '../../lib/features/uploads/upload-commands.ts';
import './ReviewForm.css';

interface Props {
  name: string;
  /** The planned workouts that the recording may belong to. */
  planned: PlannedWorkoutMatch[] | undefined;
  describedBy: string;
  onSend: (review: UploadReview) => void;
}

/** Name, description and planned workout of one recording. After Enter the focus moves to the next recording that waits for a review. */
export function ReviewForm({ name, planned = [], describedBy, onSend }: Props) {
  const id = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const values = new FormData(form);
    findNextForm(form)?.querySelector('input')?.focus();
    const pairWith = values.get('planned');
    onSend({
      title: String(values.get('title') ?? ''),
      description: String(values.get('description') ?? ''),
      ...(pairWith && { pairWith: Number(pairWith) }),
    });
  };
  return (
    <form class="review" onSubmit={submit}>
      <label for={`${id}t`}>{i18n.t('review.name')}</label>
      <input
        id={`${id}t`}
        class="field"
        name="title"
        defaultValue={name}
        maxLength={200}
        aria-describedby={describedBy}
        autocomplete="off"
      />
      <label for={`${id}d`}>{i18n.t('review.description')}</label>
      <textarea
        id={`${id}d`}
        class="field"
        name="description"
        rows={2}
        maxLength={5000}
        aria-describedby={describedBy}
      />
      {planned.length > 0 && (
        <>
          <label for={`${id}p`}>{i18n.t('review.planned')}</label>
          <PlannedWorkoutSelect id={`${id}p`} planned={planned} describedBy={describedBy} />
        </>
      )}
      <button type="submit" class="button slim review-send" aria-describedby={describedBy}>
        {i18n.t('action.send')}
      </button>
    </form>
  );
}

/**
 * No workout is preselected, even if only one fits: a commute fits the big ride of the day, too, the form is sent with Enter, and
 * Intervals.icu pairs by itself, since it knows both durations.
 */
function PlannedWorkoutSelect({
  id,
  planned,
  describedBy,
}: {
  id: string;
  planned: PlannedWorkoutMatch[];
  describedBy: string;
}) {
  return (
    <select id={id} class="field" name="planned" aria-describedby={describedBy}>
      <option value="">{i18n.t('review.letDecide')}</option>
      {planned.map(({ event, name }) => (
        <option key={event} value={event}>
          {name || i18n.t('planned.unnamed')}
        </option>
      ))}
    </select>
  );
}

function findNextForm(form: HTMLFormElement): Element | undefined {
  const all = [...document.querySelectorAll('form.review')];
  return all[all.indexOf(form) + 1] ?? all.find(other => other !== form);
}
