import type { ComponentChildren, ComponentProps } from 'preact';
import { i18n } from '#i18n';
import { SelectAll } from './SelectAll.tsx';
import './ActivityTable.css';

interface Props extends ComponentProps<typeof SelectAll> {
  /** The columns that this table has beside those that all of them have. */
  children: ComponentChildren;
}

/** The head of a table of activities, with the box that ticks them. */
export function ActivityTableHead({ children, ...box }: Props) {
  return (
    <thead>
      <tr>
        <td class="activity-tick">
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
