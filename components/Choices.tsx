import { useId } from 'preact/hooks';
import './FilterBar.css';

interface Props<Name extends string> {
  /** What is chosen, for those who do not see the list. */
  legend: string;
  choices: Name[];
  chosen: Name;
  labelOf: (choice: Name) => string;
  onChoose: (choice: Name) => void;
}

/** What a list shows, one of several, in a row. */
export function Choices<Name extends string>({ legend, choices, chosen, labelOf, onChoose }: Props<Name>) {
  const id = useId();
  return (
    <fieldset class="filter-states">
      <legend class="visually-hidden">{legend}</legend>
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
