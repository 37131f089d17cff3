import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { uploadRequests } from '../../lib/features/uploads/requests.ts';
import { uploadSettings } from '../../lib/features/uploads/settings.ts';
import { deleteColumnMappings, watchColumnMappingCount } from '../../lib/features/wellness/column-mapping-store.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Section } from '../ui/Section.tsx';
import { SettingsTransfer } from './SettingsTransfer.tsx';

/** Upload history, and the settings as a file. */
export function DataSection() {
  const settings = useSubscription(uploadSettings.watch);
  const [status, setStatus] = useState('');
  if (!settings) return null;
  return (
    <Section heading={i18n.t('data.heading')}>
      <HistoryRetention days={settings.historyDays} onStatus={setStatus} />
      <SettingsTransfer onStatus={setStatus} />
      <ForgetMappings onStatus={setStatus} />
      <ClearHistory onStatus={setStatus} />
      <p class="data-said" role="status">
        {status}
      </p>
    </Section>
  );
}

interface StatusProps {
  /** Called with the result, for the one status line of the section. */
  onStatus: (sentence: string) => void;
}

function HistoryRetention({ days, onStatus }: StatusProps & { days: number }) {
  const id = useId();
  const change = async (historyDays: number | undefined) => {
    if (historyDays === undefined) {
      onStatus(i18n.t('data.keepInvalid'));
      return;
    }
    await uploadSettings.update({ historyDays });
    onStatus(i18n.t('data.saved'));
  };
  return (
    <div>
      <div class="line">
        <label for={id}>{i18n.t('data.keep')}</label>
        <NumberField
          id={id}
          min={1}
          max={3650}
          value={days}
          describedBy={`${id}hint`}
          onChange={value => void change(value)}
        />
        <span aria-hidden="true">{i18n.t('data.days')}</span>
      </div>
      <p class="muted small" id={`${id}hint`}>
        {i18n.t('data.keepHint')}
      </p>
    </div>
  );
}

function ForgetMappings({ onStatus }: StatusProps) {
  const id = useId();
  const count = useSubscription(watchColumnMappingCount);
  const forget = async () => {
    await deleteColumnMappings();
    onStatus(i18n.t('import.forgotten'));
  };
  if (!count) return null;
  return (
    <div>
      <button type="button" class="button" aria-describedby={id} onClick={() => void forget()}>
        {i18n.t('import.forget')}
      </button>
      <p class="muted small" id={id}>
        {i18n.t('import.forgetHint', count, [formatNumber(count)])}
      </p>
    </div>
  );
}

function ClearHistory({ onStatus }: StatusProps) {
  const id = useId();
  const clear = async () => {
    const cleared = await sendRequest(uploadRequests, 'clearHistory', {});
    onStatus(i18n.t('data.cleared', cleared, [formatNumber(cleared)]));
  };
  return (
    <div>
      <ConfirmButton
        label={i18n.t('data.clear')}
        question={i18n.t('data.clearAsk')}
        confirmLabel={i18n.t('data.clearYes')}
        cancelLabel={i18n.t('data.clearNo')}
        describedBy={id}
        onConfirm={() => void clear()}
      />
      <p class="muted small" id={id}>
        {i18n.t('data.clearHint')}
      </p>
    </div>
  );
}
