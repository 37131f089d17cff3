import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { send } from '../lib/messages.ts';
import { changeSettings, exportSettings, importSettings } from '../lib/settings.ts';
import { forgetMappings, watchMappings } from '../lib/wellness/mapping-store.ts';
import { AskFirst } from './AskFirst.tsx';
import { ChooseFiles } from './ChooseFiles.tsx';
import { number } from './format.ts';
import { NumberField } from './NumberField.tsx';
import { Section } from './Section.tsx';
import { saveText } from './save-text.ts';
import { useWatched } from './use-watched.ts';

/** The history, and the settings as a file. */
export function DataSection({ keepHistoryDays }: { keepHistoryDays: number }) {
  const [said, setSaid] = useState('');
  return (
    <Section heading={i18n.t('data.heading')}>
      <KeepHistory days={keepHistoryDays} onSaid={setSaid} />
      <Transfer onSaid={setSaid} />
      <ForgetMappings onSaid={setSaid} />
      <ClearHistory onSaid={setSaid} />
      <p class="data-said" role="status">
        {said}
      </p>
    </Section>
  );
}

interface Speaker {
  /** What came of it, for the one status line of the section. */
  onSaid: (sentence: string) => void;
}

function KeepHistory({ days, onSaid }: Speaker & { days: number }) {
  const id = useId();
  const change = async (keepHistoryDays: number | undefined) => {
    if (keepHistoryDays === undefined) {
      onSaid(i18n.t('data.keepInvalid'));
      return;
    }
    await changeSettings({ keepHistoryDays });
    onSaid(i18n.t('data.saved'));
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

function Transfer({ onSaid }: Speaker) {
  const id = useId();
  const bring = async ([file]: File[]) => {
    try {
      await importSettings((await file?.text()) ?? '');
      onSaid(i18n.t('data.imported'));
    } catch {
      // Whatever is wrong with it, it is not a file of ours, and nothing was changed.
      onSaid(i18n.t('data.importFailed'));
    }
  };
  const take = async () => saveText('musette-settings.json', await exportSettings(), 'application/json');
  return (
    <div>
      <div class="line">
        <button type="button" class="button" aria-describedby={id} onClick={() => void take()}>
          {i18n.t('data.export')}
        </button>
        <ChooseFiles
          single
          accept=".json"
          label={i18n.t('data.import')}
          describedBy={id}
          onFiles={files => void bring(files)}
        />
      </div>
      <p class="muted small" id={id}>
        {i18n.t('data.transferHint')}
      </p>
    </div>
  );
}

function ForgetMappings({ onSaid }: Speaker) {
  const id = useId();
  const count = useWatched(watchMappings);
  const forget = async () => {
    await forgetMappings();
    onSaid(i18n.t('import.forgotten'));
  };
  if (!count) return null;
  return (
    <div>
      <button type="button" class="button" aria-describedby={id} onClick={() => void forget()}>
        {i18n.t('import.forget')}
      </button>
      <p class="muted small" id={id}>
        {i18n.t('import.forgetHint', count, [number(count)])}
      </p>
    </div>
  );
}

function ClearHistory({ onSaid }: Speaker) {
  const id = useId();
  const clear = async () => {
    const cleared = await send('clearHistory', {});
    onSaid(i18n.t('data.cleared', cleared, [number(cleared)]));
  };
  return (
    <div>
      <AskFirst
        label={i18n.t('data.clear')}
        question={i18n.t('data.clearAsk')}
        yes={i18n.t('data.clearYes')}
        no={i18n.t('data.clearNo')}
        describedBy={id}
        onYes={() => void clear()}
      />
      <p class="muted small" id={id}>
        {i18n.t('data.clearHint')}
      </p>
    </div>
  );
}
