import type { ComponentChildren } from 'preact';
import './Banner.css';

interface Props {
  tone: 'plain' | 'wait' | 'bad';
  children: ComponentChildren;
  /** Buttons and links beside the text. */
  actions?: ComponentChildren;
}

/** A message about the whole page. Screen readers announce a bad one at once, the others politely. */
export function Banner({ tone, children, actions }: Props) {
  return (
    <div class={`banner banner-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <div class="banner-text">{children}</div>
      {actions && <div class="line">{actions}</div>}
    </div>
  );
}
