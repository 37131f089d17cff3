import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import './CopyField.css';

interface Props {
  id: string;
  text: string;
  describedBy?: string;
}

/** A text with a copy button. The caller provides the label. */
export function CopyField({ id, text, describedBy }: Props) {
  const [copied, setCopied] = useState('');
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(text), reportError);
  return (
    <div class="line">
      <input
        id={id}
        class="field copy-text"
        type="text"
        readOnly
        value={text}
        aria-describedby={describedBy}
        onFocus={event => event.currentTarget.select()}
      />
      <button type="button" class="button" onClick={copy}>
        {i18n.t('copy.copy')}
      </button>
      <span role="status" class="small">
        {copied === text && i18n.t('copy.copied')}
      </span>
    </div>
  );
}
