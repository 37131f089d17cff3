import { Component, type RefObject } from 'preact';
import { i18n } from '#i18n';
import { DECIMAL_MARK, formatLongDay, formatShortDay } from '../../lib/platform/format.ts';
import { entryText } from '../../lib/wellness/entry.ts';
import { wellnessField } from '../../lib/wellness/fields.ts';
import { cellOf, type RowFacts } from './cells.ts';
import { fieldTitle, quantityWords, valueWords } from './field-words.ts';
import type { TextField, Typing } from './use-typing.ts';

interface Props extends RowFacts {
  keys: readonly string[];
  isToday: boolean;
  /** Nothing of it may be written. */
  isShut: boolean;
  /** The cell of this row that is being typed into. */
  typing?: Typing | undefined;
  input: RefObject<TextField | null>;
}

/** One day of the table. Of a year and thirty fields only the rows that change are drawn anew. */
export class TableRow extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    return (Object.keys({ ...next, ...this.props }) as (keyof Props)[]).some(
      name => next[name] !== this.props[name],
    );
  }

  override render() {
    const { day, known, keys, isToday } = this.props;
    return (
      <tr aria-current={isToday ? 'date' : undefined}>
        <th scope="row">
          {formatShortDay(day)}
          {isToday && <span class="small wellness-now"> {i18n.t('wellness.today')}</span>}
          {known?.locked && (
            <span class="small muted" title={i18n.t('wellness.lockedHint')}>
              {' '}
              {i18n.t('wellness.locked')}
            </span>
          )}
        </th>
        {keys.map(key => this.#cell(key))}
      </tr>
    );
  }

  #cell(key: string) {
    const { day, typing, input, isShut } = this.props;
    const name = i18n.t('wellness.cell', { day: formatLongDay(day), field: fieldTitle(key) });
    if (typing?.key === key) {
      const ref = (field: TextField | null) => {
        input.current = field;
      };
      const props = { ref, class: 'field', 'aria-label': name, defaultValue: typing.text };
      return (
        <td key={key} class="wellness-typing" tabIndex={-1}>
          {wellnessField(key)?.kind === 'text' ? <textarea {...props} rows={1} /> : <input {...props} />}
        </td>
      );
    }
    const { value, now, change, isOdd, isEditable } = cellOf(this.props, key);
    const words = valueWords(value, key);
    const was = change && i18n.t('wellness.wasOf', { value: quantityWords(now, key) });
    const notes = [was, isOdd && i18n.t('wellness.odd')].filter(Boolean).join(', ');
    return (
      <td
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it can be typed into
        role="gridcell"
        key={key}
        class={`${change ? `wellness-${change}` : ''} ${isOdd ? 'wellness-odd' : ''} wellness-${wellnessField(key)?.kind ?? 'text'}`}
        tabIndex={-1}
        title={notes || (words.length > LONG ? words : undefined)}
        aria-label={[`${name}: ${words || i18n.t('wellness.empty')}`, notes].filter(Boolean).join(', ')}
        aria-readonly={isShut || !isEditable}
        data-text={entryText(value, key, DECIMAL_MARK)}
      >
        {words}
      </td>
    );
  }
}

/** Longer texts are cut off in a cell. */
const LONG = 20;
