import type { ComponentChildren } from 'preact';
import './Banner.css';

interface Props {
  tone: 'plain' | 'wait' | 'bad';
  children: ComponentChildren;
  /** Buttons and links beside the words. */
  actions?: ComponentChildren;
}

/** Something that concerns the whole page. What is bad is announced at once, the rest when there is a pause. */
export function Banner({ tone, children, actions }: Props) {
  return (
    <div class={`banner banner-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <div class="banner-words">{children}</div>
      {actions && <div class="line">{actions}</div>}
    </div>
  );
}
