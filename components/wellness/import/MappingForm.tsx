import { i18n } from '#i18n';
import { isEditable } from '../../../lib/wellness/edit.ts';
import { wellnessField, wellnessFields } from '../../../lib/wellness/fields.ts';
import { isBlank } from '../../../lib/wellness/import/cell.ts';
import type { Table } from '../../../lib/wellness/import/imported.ts';
import type { Mapping } from '../../../lib/wellness/import/mapping.ts';
import { fieldName } from '../field-words.ts';
import {
  canBeEitherOrder,
  offeredUnits,
  type Use,
  unitInUse,
  useOf,
  withOrder,
  withUnit,
  withUse,
} from './remap.ts';

interface Props {
  /** Of the file. */
  name: string;
  table: Table;
  mapping: Mapping;
  onMap: (mapping: Mapping) => void;
}

/** What the columns of somebody's own table mean; asked once. */
export function MappingForm({ name, table, mapping, onMap }: Props) {
  return (
    <fieldset class="import-mapping">
      <legend>{i18n.t('import.map', { name })}</legend>
      <p class="muted small">{i18n.t('import.mapHint')}</p>
      {mapping.day === undefined && <p role="status">{i18n.t('import.noDay')}</p>}
      {mapping.day !== undefined && canBeEitherOrder(table, mapping) && (
        <label class="line">
          {i18n.t('import.order')}
          <select
            class="field"
            value={mapping.order ?? ''}
            onChange={({ currentTarget: { value } }) =>
              onMap(withOrder(mapping, value === 'dmy' || value === 'mdy' ? value : undefined))
            }
          >
            <option value="">{i18n.t('import.orderAuto')}</option>
            <option value="dmy">{i18n.t('import.orderDay')}</option>
            <option value="mdy">{i18n.t('import.orderMonth')}</option>
          </select>
        </label>
      )}
      <div class="import-scroll">
        <table class="import-table">
          <thead>
            <tr>
              <th scope="col">{i18n.t('import.column')}</th>
              <th scope="col">{i18n.t('import.holds')}</th>
              <th scope="col">{i18n.t('import.use')}</th>
              <th scope="col">{i18n.t('import.unit')}</th>
            </tr>
          </thead>
          <tbody>
            {table.header.map((heading, column) => (
              <tr key={column}>
                <th scope="row">{heading}</th>
                <td class="muted">{firstCells(table, column)}</td>
                <td>
                  <UseChoice {...{ heading, column, table, mapping, onMap }} />
                </td>
                <td>
                  <UnitChoice {...{ heading, column, table, mapping, onMap }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}

interface ColumnProps extends Omit<Props, 'name'> {
  heading: string;
  column: number;
}

function UseChoice({ heading, column, table, mapping, onMap }: ColumnProps) {
  return (
    <select
      class="field"
      aria-label={i18n.t('import.useOf', { name: heading })}
      value={useOf(mapping, column)}
      onChange={({ currentTarget: { value } }) => onMap(withUse(table, mapping, column, useIn(value)))}
    >
      <option value="nothing">{i18n.t('import.nothing')}</option>
      <option value="day">{i18n.t('import.day')}</option>
      {FIELDS.map(key => (
        <option key={key} value={key}>
          {fieldName(key)}
        </option>
      ))}
    </select>
  );
}

function UnitChoice({ heading, column, table, mapping, onMap }: ColumnProps) {
  const key = mapping.columns[column]?.key;
  const units = key ? offeredUnits(key) : [];
  if (units.length < 2) return units[0] ?? null;
  return (
    <select
      class="field"
      aria-label={i18n.t('import.unitOf', { name: heading })}
      value={unitInUse(table, mapping, column)}
      onChange={({ currentTarget: { value } }) => onMap(withUnit(mapping, column, value))}
    >
      {units.map(unit => (
        <option key={unit}>{unit}</option>
      ))}
    </select>
  );
}

const FIELDS = wellnessFields.map(({ key }) => key).filter(isEditable);

const useIn = (value: string): Use => (value === 'day' ? value : (wellnessField(value)?.key ?? 'nothing'));

const firstCells = ({ rows }: Table, column: number): string =>
  rows
    .map(({ cells }) => cells[column] ?? '')
    .filter(cell => !isBlank(cell))
    .slice(0, 3)
    .join(' · ');
