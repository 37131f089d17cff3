import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';

import './ActivityTable.css';

interface SelectAllProps {
  label: string;
  /** The rows that the checkbox selects. */
  ids: string[];
  selected: ReadonlySet<string>;
  onSelect: (ids: string[], on: boolean) => void;
}

interface Props extends SelectAllProps {
  /** The columns that only this table has. */
  children: ComponentChildren;
}

/** The head of a table of activities, with the checkbox that selects all rows. */
export function ActivityTableHead({ children, ...box }: Props) {
  return (
    <thead>
      <tr>
        <td class="activity-checkbox">
          <SelectAll {...box} />
        </td>
        <th scope="col" class="activity-when">
          {i18n.t('list.when')}
        </th>
        <th scope="col">{i18n.t('missing.name')}</th>
        <th scope="col" class="activity-sport">
          {i18n.t('missing.sport')}
        </th>
        <th scope="col" class="activity-distance">
          {i18n.t('list.distance')}
        </th>
        {children}
      </tr>
    </thead>
  );
}

/** The checkbox above a column of checkboxes: checks all or none, and is indeterminate while some are checked. */
function SelectAll({ label, ids, selected, onSelect }: SelectAllProps) {
  const box = useRef<HTMLInputElement>(null);
  const count = ids.filter(id => selected.has(id)).length;
  const isAll = count > 0 && count === ids.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && !isAll;
  }, [count, isAll]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      checked={isAll}
      disabled={ids.length === 0}
      onChange={() => onSelect(ids, !isAll)}
    />
  );
}
