import { useId } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { CopyField } from '../ui/CopyField.tsx';

/** The redirect URL for the app's settings, to copy. Show it only if `identity` was granted. */
export function RedirectUrlField() {
  const id = useId();
  return (
    <>
      <label for={id}>{i18n.t('oauth.redirect')}</label>
      <CopyField id={id} text={browser.identity.getRedirectURL()} describedBy={`${id}hint`} />
      <p class="muted small" id={`${id}hint`}>
        {i18n.t('oauth.redirectHint')}
      </p>
    </>
  );
}
