import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useKeptFocus } from './use-kept-focus.ts';

interface Props {
  class?: string;
  children: ComponentChildren;
}

/** Buttons that come and go: when the focused one goes, the focus stays here. */
export function KeptFocus({ class: look, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useKeptFocus(place);
  return (
    <div ref={place}>
      <div class={look} data-row="kept" tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}
