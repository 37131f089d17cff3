import { Component, type RefObject } from 'preact';
import { i18n } from '#i18n';
import {
  formatFieldValue,
  formatFieldValueWithUnit,
  getFieldLabelWithUnit,
} from '../../lib/features/wellness/field-labels.ts';
import { toEditableText } from '../../lib/features/wellness/typed-value.ts';
import { getWellnessField } from '../../lib/formats/wellness/wellness-fields.ts';
import { DECIMAL_MARK, formatLongDay, formatShortDay } from '../../lib/platform/format.ts';
import type { CellInput, CellInputElement } from './use-cell-editor.ts';
import { getWellnessCell, type WellnessRow } from './wellness-cells.ts';

interface Props extends WellnessRow {
  keys: readonly string[];
  isToday: boolean;
  /** Without permission to write. */
  isReadOnly: boolean;
  /** The cell of this row that is being typed into, if any. */
  typing?: CellInput | undefined;
  input: RefObject<CellInputElement | null>;
}

/** One day of the table. A class, so that of a year with thirty fields only the rows that changed are rendered again. */
export class WellnessTableRow extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    return (Object.keys({ ...next, ...this.props }) as (keyof Props)[]).some(name => next[name] !== this.props[name]);
  }

  override render() {
    const { day, existing, keys, isToday } = this.props;
    return (
      <tr aria-current={isToday ? 'date' : undefined}>
        <th scope="row">
          {formatShortDay(day)}
          {isToday && <span class="small wellness-today"> {i18n.t('wellness.today')}</span>}
          {existing?.locked && (
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
    const { day, typing, input, isReadOnly } = this.props;
    const name = i18n.t('wellness.cell', { day: formatLongDay(day), field: getFieldLabelWithUnit(key) });
    if (typing?.key === key) {
      const ref = (field: CellInputElement | null) => {
        input.current = field;
      };
      const props = { ref, class: 'field', 'aria-label': name, defaultValue: typing.text };
      return (
        <td key={key} class="wellness-typing" tabIndex={-1}>
          {getWellnessField(key)?.kind === 'text' ? <textarea {...props} rows={1} /> : <input {...props} />}
        </td>
      );
    }
    const { value, now, change, isUnusual, isEditable } = getWellnessCell(this.props, key);
    const words = formatFieldValue(value, key);
    const was = change && i18n.t('wellness.previousValue', { value: formatFieldValueWithUnit(now, key) });
    const notes = [was, isUnusual && i18n.t('wellness.unusual')].filter(Boolean).join(', ');
    return (
      <td
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it can be typed into
        role="gridcell"
        key={key}
        class={`${change ? `wellness-${change}` : ''} ${isUnusual ? 'wellness-unusual' : ''} wellness-${getWellnessField(key)?.kind ?? 'text'}`}
        tabIndex={-1}
        title={notes || (words.length > MAX_CELL_TEXT ? words : undefined)}
        aria-label={[`${name}: ${words || i18n.t('wellness.empty')}`, notes].filter(Boolean).join(', ')}
        aria-readonly={isReadOnly || !isEditable}
        data-text={toEditableText(value, key, DECIMAL_MARK)}
      >
        {words}
      </td>
    );
  }
}

/** Longer texts are cut off in a cell, so they get a tooltip. */
const MAX_CELL_TEXT = 20;
