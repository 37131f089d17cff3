import type { ComponentChildren } from 'preact';
import { addressOf, leavePopup, openApp, openOptions } from './pages.ts';
import type { Target } from './words.ts';

interface Props {
  to: Target;
  class?: string;
  /** The whole name, where what it shows is shorter. */
  label?: string;
  describedBy?: string;
  children: ComponentChildren;
}

/** A link to a page of Musette, which opens in its own tab once, or to a page of Intervals.icu in a new tab. */
export function Anchor({ to, class: name, label, describedBy, children }: Props) {
  const follow = (event: MouseEvent) => {
    if (to !== 'options' && to !== 'app') {
      leavePopup();
      return;
    }
    event.preventDefault();
    void (to === 'options' ? openOptions() : openApp());
  };
  return (
    <a
      href={addressOf(to)}
      target="_blank"
      rel="noreferrer"
      class={name}
      aria-label={label === children ? undefined : label}
      aria-describedby={describedBy}
      onClick={follow}
    >
      {children}
    </a>
  );
}
