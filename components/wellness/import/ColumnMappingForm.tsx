import { i18n } from '#i18n';
import {
  type ColumnUse,
  getColumnUnit,
  getColumnUse,
  getUnitChoices,
  isDateOrderAmbiguous,
  isUnitAssumed,
  setColumnUnit,
  setColumnUse,
  setDateOrder,
} from '../../../lib/features/wellness/edit-column-mapping.ts';
import { getFieldLabel } from '../../../lib/features/wellness/field-labels.ts';
import { isEditableField } from '../../../lib/features/wellness/wellness-edit.ts';
import type { ColumnMapping } from '../../../lib/formats/wellness/column-mapping.ts';
import type { CsvTable } from '../../../lib/formats/wellness/import-result.ts';
import { isBlankCell } from '../../../lib/formats/wellness/parse-cell.ts';
import { getWellnessField, wellnessFields } from '../../../lib/formats/wellness/wellness-fields.ts';
import { DateOrderSelect } from './DateOrderSelect.tsx';

interface Props {
  /** The name of the file. */
  name: string;
  table: CsvTable;
  mapping: ColumnMapping;
  /** Whether the order of day and month could not be seen in some dates. */
  hasOpenDates: boolean;
  onMap: (mapping: ColumnMapping) => void;
}

/** Maps the columns of an unknown table to fields. The mapping is remembered for the next file with the same columns. */
export function ColumnMappingForm({ name, table, mapping, hasOpenDates, onMap }: Props) {
  return (
    <fieldset class="import-mapping">
      <legend>{i18n.t('import.map', { name })}</legend>
      <p class="muted small">{i18n.t('import.mapHint')}</p>
      {mapping.dayColumn === undefined && <p role="status">{i18n.t('import.noDateColumn')}</p>}
      {mapping.dayColumn !== undefined &&
        (hasOpenDates || mapping.dateOrder !== undefined || isDateOrderAmbiguous(table, mapping)) && (
          <DateOrderSelect
            order={mapping.dateOrder}
            isOpen={hasOpenDates}
            onChoose={order => onMap(setDateOrder(mapping, order))}
          />
        )}
      {table.header.map((heading, column) =>
        isUnitAssumed(table, mapping, column) ? (
          <p key={column} role="status" class="import-unusual">
            {i18n.t('import.unitAssumed', { name: heading, unit: getColumnUnit(table, mapping, column) ?? '' })}
          </p>
        ) : null,
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
                <td class="muted">{getFirstCells(table, column)}</td>
                <td>
                  <ColumnUseSelect {...{ heading, column, table, mapping, onMap }} />
                </td>
                <td>
                  <UnitSelect {...{ heading, column, table, mapping, onMap }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}

interface ColumnProps extends Omit<Props, 'name' | 'hasOpenDates'> {
  heading: string;
  column: number;
}

function ColumnUseSelect({ heading, column, table, mapping, onMap }: ColumnProps) {
  return (
    <select
      class="field"
      aria-label={i18n.t('import.columnUse', { name: heading })}
      value={getColumnUse(mapping, column)}
      onChange={({ currentTarget: { value } }) => onMap(setColumnUse(table, mapping, column, parseColumnUse(value)))}
    >
      <option value="ignore">{i18n.t('import.ignore')}</option>
      <option value="day">{i18n.t('import.day')}</option>
      {EDITABLE_FIELDS.map(key => (
        <option key={key} value={key}>
          {getFieldLabel(key)}
        </option>
      ))}
    </select>
  );
}

function UnitSelect({ heading, column, table, mapping, onMap }: ColumnProps) {
  const meant = mapping.columns[column];
  const units = meant ? getUnitChoices(meant.key, meant.unit) : [];
  if (units.length < 2) return units[0] ?? null;
  return (
    <select
      class="field"
      aria-label={i18n.t('import.columnUnit', { name: heading })}
      value={getColumnUnit(table, mapping, column)}
      onChange={({ currentTarget: { value } }) => onMap(setColumnUnit(mapping, column, value))}
    >
      {units.map(unit => (
        <option key={unit}>{unit}</option>
      ))}
    </select>
  );
}

const EDITABLE_FIELDS = wellnessFields.map(({ key }) => key).filter(isEditableField);

const parseColumnUse = (value: string): ColumnUse =>
  value === 'day' ? value : (getWellnessField(value)?.key ?? 'ignore');

/** Of the first rows only: a table may have a thousand columns. */
const getFirstCells = ({ rows }: CsvTable, column: number): string =>
  rows
    .slice(0, SAMPLE_ROWS)
    .map(({ cells }) => cells[column] ?? '')
    .filter(cell => !isBlankCell(cell))
    .slice(0, 3)
    .join(' · ');

const SAMPLE_ROWS = 500;
