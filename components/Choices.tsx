import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import './FilterBar.css';

interface Props<Name extends string> {
  choices: Name[];
  chosen: Name;
  labelOf: (choice: Name) => string;
  onChoose: (choice: Name) => void;
}

/** What a list shows, one of several, in a row. */
export function Choices<Name extends string>({ choices, chosen, labelOf, onChoose }: Props<Name>) {
  const id = useId();
  return (
    <fieldset class="filter-states">
      <legend class="visually-hidden">{i18n.t('list.filter')}</legend>
      {choices.map(choice => (
        <label key={choice} class="filter-state">
          <input
            type="radio"
            class="cover"
            name={id}
            checked={choice === chosen}
            onChange={() => onChoose(choice)}
          />
          {labelOf(choice)}
        </label>
      ))}
    </fieldset>
  );
}
