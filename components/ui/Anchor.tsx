import type { ComponentChildren } from 'preact';
import { closePopup, type LinkTarget, openApp, openOptions, toLinkUrl } from '../../lib/platform/pages.ts';

interface Props {
  to: LinkTarget;
  class?: string;
  /** The accessible name, where the visible text is shorter. */
  label?: string;
  describedBy?: string;
  children: ComponentChildren;
}

/** A link to a page of Musette, which reuses its open tab, or to a web page in a new tab. */
export function Anchor({ to, class: name, label, describedBy, children }: Props) {
  const handleClick = (event: MouseEvent) => {
    if (to.startsWith('https://')) {
      closePopup();
      return;
    }
    event.preventDefault();
    void (to === 'options' ? openOptions() : openApp(to.slice('app'.length)));
  };
  return (
    <a
      href={toLinkUrl(to)}
      target="_blank"
      rel="noreferrer"
      class={name}
      aria-label={label === children ? undefined : label}
      aria-describedby={describedBy}
      onClick={handleClick}
    >
      {children}
    </a>
  );
}
