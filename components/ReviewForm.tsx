import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import './ReviewForm.css';

interface Props {
  name: string;
  describedBy: string;
  onSend: (title: string, description: string) => void;
}

/** Name and description of one recording. Sent with Enter, it hands the focus on to the next one that waits. */
export function ReviewForm({ name, describedBy, onSend }: Props) {
  const id = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const values = new FormData(form);
    nextForm(form)?.querySelector('input')?.focus();
    onSend(String(values.get('title') ?? ''), String(values.get('description') ?? ''));
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
      <button type="submit" class="button slim review-send" aria-describedby={describedBy}>
        {i18n.t('action.send')}
      </button>
    </form>
  );
}

function nextForm(form: HTMLFormElement): Element | undefined {
  const all = [...document.querySelectorAll('form.review')];
  return all[all.indexOf(form) + 1] ?? all.find(other => other !== form);
}
