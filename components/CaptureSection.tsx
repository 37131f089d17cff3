import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { type Access, DOWNLOADS, FILES, watchAccess } from '../lib/capture/access.ts';
import { changeSettings, type Settings } from '../lib/settings.ts';
import { Pick } from './Pick.tsx';
import { Choice, Section } from './Section.tsx';
import { useWatched } from './use-watched.ts';

/** Whether downloads are captured, how, and where their bytes may come from. */
export function CaptureSection({ settings }: { settings: Settings }) {
  const access = useWatched(watchAccess);
  const { asking, refused, ask } = useAsking();
  if (!access) return null;
  const on = settings.captureDownloads && access.downloads;
  const change = (wanted: boolean) =>
    wanted
      ? ask(DOWNLOADS, () => changeSettings({ captureDownloads: true }))
      : void changeSettings({ captureDownloads: false }).then(() => browser.permissions.remove(DOWNLOADS));
  return (
    <Section heading={i18n.t('capture.heading')}>
      <Choice
        label={i18n.t('capture.downloads')}
        hint={i18n.t('capture.downloadsHint')}
        checked={on || asking}
        onChange={change}
      />
      {refused && <p role="alert">{i18n.t('capture.refused')}</p>}
      {on && <Manner manner={settings.captureManner} />}
      {on && !import.meta.env.FIREFOX && <FromDisk access={access} />}
    </Section>
  );
}

/** Asks the browser for a permission, at once: it counts as asked for by a click only within that click. */
export function useAsking() {
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(false);
  const ask = async (
    what: { permissions?: ('downloads' | 'identity')[]; origins?: string[] },
    then: () => Promise<unknown>,
  ) => {
    setRefused(false);
    setAsking(true);
    const granted = await browser.permissions.request(what).catch(() => false);
    if (granted) await then();
    setRefused(!granted);
    setAsking(false);
  };
  return { asking, refused, ask };
}

function Manner({ manner }: { manner: Settings['captureManner'] }) {
  return (
    <Pick
      question={i18n.t('capture.manner')}
      chosen={manner}
      options={[
        { value: 'ask', label: i18n.t('capture.ask'), hint: i18n.t('capture.askHint') },
        { value: 'automatic', label: i18n.t('capture.automatic'), hint: i18n.t('capture.automaticHint') },
      ]}
      onPick={captureManner => void changeSettings({ captureManner })}
    />
  );
}

/** Chromium reads files only after two permissions, one of which no prompt can ask for (sources §4.5). */
function FromDisk({ access: { files, fileSwitch } }: { access: Access }) {
  const { refused, ask } = useAsking();
  const settingsPage = `chrome://extensions/?id=${browser.runtime.id}`;
  return (
    <div class="section-part">
      <h3>{i18n.t('capture.disk')}</h3>
      <p class="muted small">{files ? i18n.t('capture.diskOn') : i18n.t('capture.diskOff')}</p>
      {!fileSwitch && <p class="small">{i18n.t('capture.diskSwitch')}</p>}
      <p>
        {fileSwitch ? (
          <button
            type="button"
            class="button"
            onClick={() =>
              files ? void browser.permissions.remove(FILES) : ask(FILES, async () => undefined)
            }
          >
            {files ? i18n.t('capture.diskStop') : i18n.t('capture.diskAllow')}
          </button>
        ) : (
          <button
            type="button"
            class="button"
            onClick={() => void browser.tabs.create({ url: settingsPage })}
          >
            {i18n.t('capture.diskOpen')}
          </button>
        )}
      </p>
      {refused && <p role="alert">{i18n.t('capture.refused')}</p>}
    </div>
  );
}
