import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';

interface Props {
  /** What is searched for now; nothing where the days are what counts. */
  words: string;
  onSearch: (words: string) => void;
}

/** Searches all years on Intervals.icu. */
export function SearchForm({ words, onSearch }: Props) {
  const [typed, setTyped] = useState(words);
  useEffect(() => setTyped(words), [words]);
  const field = useRef<HTMLInputElement>(null);
  const leave = () => {
    // The button goes with the search.
    field.current?.focus();
    onSearch('');
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
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
          value={typed}
          onInput={event => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {i18n.t('activities.searchAll')}
        </button>
        {words && (
          <button type="button" class="button quiet" onClick={leave}>
            {i18n.t('activities.searchEnd')}
          </button>
        )}
      </form>
    </search>
  );
}
