import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { type CaptureSettings, captureSettings } from '../../lib/features/capture/settings.ts';
import {
  canUse,
  DOWNLOADS_PERMISSION,
  FILES_PERMISSION,
  type GrantedPermissions,
  watchPermissions,
} from '../../lib/platform/permissions.ts';
import { usePermissionRequest } from '../hooks/use-permission-request.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { CheckboxField } from '../ui/CheckboxField.tsx';
import { PermissionButton } from '../ui/PermissionButton.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { Section } from '../ui/Section.tsx';

/** Settings for downloads: whether and how they are captured, and where their bytes may be read. */
export function CaptureSection() {
  const settings = useSubscription(captureSettings.watch);
  const access = useSubscription(watchPermissions);
  const { asking, refused, ask } = usePermissionRequest();
  if (!settings || !access || !canUse('downloads')) return null;
  const on = settings.captureDownloads && access.downloads;
  const change = (enabled: boolean) =>
    enabled
      ? ask(DOWNLOADS_PERMISSION, () => captureSettings.update({ captureDownloads: true }))
      : void captureSettings
          .update({ captureDownloads: false })
          .then(() => browser.permissions.remove(DOWNLOADS_PERMISSION));
  return (
    <Section heading={i18n.t('capture.heading')}>
      <CheckboxField
        label={i18n.t('capture.downloads')}
        hint={i18n.t('capture.downloadsHint')}
        checked={on || asking}
        onChange={change}
      />
      {refused && <p role="alert">{i18n.t('capture.refused')}</p>}
      {settings.captureDownloads && !access.downloads && !asking && (
        <p role="alert">
          {i18n.t('capture.missing')}{' '}
          <PermissionButton permission={DOWNLOADS_PERMISSION} label={i18n.t('wayOut.allowDownloads')} />
        </p>
      )}
      {on && <CaptureMode mode={settings.captureMode} />}
      {on && !import.meta.env.FIREFOX && <DiskAccess access={access} />}
    </Section>
  );
}

function CaptureMode({ mode }: { mode: CaptureSettings['captureMode'] }) {
  return (
    <RadioGroup
      legend={i18n.t('capture.manner')}
      value={mode}
      options={[
        { value: 'ask', label: i18n.t('capture.ask'), hint: i18n.t('capture.askHint') },
        { value: 'automatic', label: i18n.t('capture.automatic'), hint: i18n.t('capture.automaticHint') },
      ]}
      onChange={captureMode => void captureSettings.update({ captureMode })}
    />
  );
}

/**
 * To read files, Chromium needs a host permission and the switch "Allow access to file URLs", which no prompt can request.
 * https://developer.chrome.com/docs/extensions/reference/api/extension#method-isAllowedFileSchemeAccess
 */
function DiskAccess({ access: { files, isFileAccessEnabled } }: { access: GrantedPermissions }) {
  const { refused, ask } = usePermissionRequest();
  const settingsPage = `chrome://extensions/?id=${browser.runtime.id}`;
  return (
    <div class="section-part">
      <h3>{i18n.t('capture.disk')}</h3>
      <p class="muted small">{files ? i18n.t('capture.diskOn') : i18n.t('capture.diskOff')}</p>
      {!isFileAccessEnabled && <p class="small">{i18n.t('capture.diskSwitch')}</p>}
      <p>
        {isFileAccessEnabled ? (
          <button
            type="button"
            class="button"
            onClick={() =>
              files ? void browser.permissions.remove(FILES_PERMISSION) : ask(FILES_PERMISSION, async () => undefined)
            }
          >
            {files ? i18n.t('capture.diskStop') : i18n.t('capture.diskAllow')}
          </button>
        ) : (
          <button type="button" class="button" onClick={() => void browser.tabs.create({ url: settingsPage })}>
            {i18n.t('capture.diskOpen')}
          </button>
        )}
      </p>
      {refused && <p role="alert">{i18n.t('capture.refused')}</p>}
    </div>
  );
}
