import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';

interface Props {
  class?: string;
  children: ComponentChildren;
}

/** Buttons that come and go: when the focused one goes, the focus stays here. */
export function FocusScope({ class: className, children }: Props) {
  const container = useRef<HTMLDivElement>(null);
  useFocusRestore(container);
  return (
    <div ref={container}>
      <div class={className} data-row="kept" tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}
