import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { saveText } from '../../lib/platform/save-text.ts';
import type { SwitchOffer } from '../../lib/platform/settings.ts';
import { exportSettings, importSettings, type OfferKind } from '../../lib/settings.ts';
import { usePermissionRequest } from '../hooks/use-permission-request.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { FocusScope } from '../ui/FocusScope.tsx';
import { getOfferLabel, SETTING_LABELS } from './setting-labels.ts';

type Offer = SwitchOffer<OfferKind>;

/** Saves the settings as a file, and takes them from one. What that would switch on is listed, each with a button. */
export function SettingsTransfer({ onStatus }: { onStatus: (sentence: string) => void }) {
  const id = useId();
  const [offers, setOffers] = useState<Offer[]>([]);
  const importFile = async ([file]: File[]) => {
    setOffers([]);
    try {
      const { changed, offers: found } = await importSettings((await file?.text()) ?? '');
      setOffers(found);
      const settings = changed.map(name => SETTING_LABELS[name]).join(', ');
      onStatus(settings ? i18n.t('data.imported', { settings }) : i18n.t('data.importedNothing'));
    } catch {
      // Not a settings file. Nothing was changed.
      onStatus(i18n.t('data.importFailed'));
    }
  };
  const exportFile = async () => saveText('musette-settings.json', await exportSettings(), 'application/json');
  const drop = (accepted: Offer) => {
    setOffers(current => current.filter(offer => offer !== accepted));
    onStatus(i18n.t('data.saved'));
  };
  return (
    <div>
      <div class="line">
        <button type="button" class="button" aria-describedby={id} onClick={() => void exportFile()}>
          {i18n.t('data.export')}
        </button>
        <FilePicker
          single
          accept=".json"
          label={i18n.t('data.import')}
          describedBy={id}
          onFiles={files => void importFile(files)}
        />
      </div>
      <p class="muted small" id={id}>
        {i18n.t('data.transferHint')}
      </p>
      <FocusScope>{offers.length > 0 && <Offers offers={offers} onAccepted={drop} />}</FocusScope>
    </div>
  );
}

function Offers({ offers, onAccepted }: { offers: Offer[]; onAccepted: (offer: Offer) => void }) {
  const id = useId();
  return (
    <section class="settings-transfer" aria-labelledby={id}>
      <h3 id={id}>{i18n.t('data.offers')}</h3>
      <ul class="settings-offers">
        {offers.map(offer => (
          <OfferRow key={`${offer.kind} ${offer.host ?? ''}`} offer={offer} onAccepted={() => onAccepted(offer)} />
        ))}
      </ul>
    </section>
  );
}

function OfferRow({ offer, onAccepted }: { offer: Offer; onAccepted: () => void }) {
  const id = useId();
  const { refused, ask } = usePermissionRequest();
  const switchOn = async () => {
    await offer.accept();
    onAccepted();
  };
  return (
    <li class="line spread">
      <span id={id}>{getOfferLabel(offer.kind, offer.host)}</span>
      <button
        type="button"
        class="button slim"
        aria-describedby={id}
        onClick={() => void (offer.requires ? ask(offer.requires, switchOn) : switchOn())}
      >
        {i18n.t('data.switchOn')}
      </button>
      {refused && <p role="alert">{i18n.t('sites.refused')}</p>}
    </li>
  );
}
