import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';

interface Props {
  /** The text of the current search; empty while the range of days counts. */
  value: string;
  onSearch: (text: string) => void;
}

/** Searches all years on Intervals.icu. */
export function ActivitySearch({ value, onSearch }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const field = useRef<HTMLInputElement>(null);
  const clear = () => {
    // The button disappears with the search.
    field.current?.focus();
    onSearch('');
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <search>
      <form class="line" onSubmit={submit}>
        <input
          ref={field}
          class="field"
          type="search"
          aria-label={i18n.t('activities.search')}
          placeholder={i18n.t('activities.searchHint')}
          maxLength={200}
          value={text}
          onInput={event => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {i18n.t('activities.searchAll')}
        </button>
        {value && (
          <button type="button" class="button quiet" onClick={clear}>
            {i18n.t('activities.searchEnd')}
          </button>
        )}
      </form>
    </search>
  );
}
