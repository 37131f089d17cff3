import { i18n } from '#i18n';
import type { DateOrder } from '../../../lib/formats/wellness/parse-date.ts';

interface Props {
  /** Undefined lets the dates decide. */
  order: DateOrder | undefined;
  /** Whether the order of some dates is not known. */
  isOpen: boolean;
  onChoose: (order: DateOrder | undefined) => void;
}

/** Chooses which number of a date comes first. */
export function DateOrderSelect({ order, isOpen, onChoose }: Props) {
  return (
    <>
      {isOpen && (
        <p role="status" class="import-unusual">
          {i18n.t('import.orderOpen')}
        </p>
      )}
      <label class="line">
        {i18n.t('import.order')}
        <select
          class="field"
          value={order ?? ''}
          onChange={({ currentTarget: { value } }) => onChoose(value === 'dmy' || value === 'mdy' ? value : undefined)}
        >
          <option value="">{i18n.t('import.orderAuto')}</option>
          <option value="dmy">{i18n.t('import.orderDay')}</option>
          <option value="mdy">{i18n.t('import.orderMonth')}</option>
        </select>
      </label>
    </>
  );
}
