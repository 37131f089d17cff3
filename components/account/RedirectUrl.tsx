import { useId, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';

/** Where Intervals.icu must lead back to, to be copied. Only to be shown where `identity` was granted. */
export function RedirectUrl() {
  const id = useId();
  const [copied, setCopied] = useState(false);
  const url = browser.identity.getRedirectURL();
  const copy = () => void navigator.clipboard.writeText(url).then(() => setCopied(true), reportError);
  return (
    <>
      <label for={id}>{i18n.t('oauth.redirect')}</label>
      <div class="line">
        <input id={id} class="field connect-key" readOnly value={url} aria-describedby={`${id}hint`} />
        <button type="button" class="button" onClick={copy}>
          {i18n.t('oauth.copy')}
        </button>
      </div>
      <p class="small" role="status">
        {copied && i18n.t('oauth.copied')}
      </p>
      <p class="muted small" id={`${id}hint`}>
        {i18n.t('oauth.redirectHint')}
      </p>
    </>
  );
}
