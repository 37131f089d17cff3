import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';

interface Props {
  class?: string;
  children: ComponentChildren;
}

/** A group of buttons that appear and disappear: when the focused one is removed, the focus stays in the group. */
export function FocusScope({ class: className, children }: Props) {
  const container = useRef<HTMLDivElement>(null);
  useFocusRestore(container);
  return (
    <div ref={container}>
      <div class={className} data-row="scope" tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}
