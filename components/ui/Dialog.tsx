import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';
import './Dialog.css';

interface Props {
  heading: string;
  /** Whom it concerns, beside the heading. */
  aside: string;
  children: ComponentChildren;
  /** The buttons; they stay visible. */
  footer: ComponentChildren;
  /** Called on Escape. */
  onCancel: () => void;
  /** Work is running: the dialog stays open until it ends. */
  busy?: boolean;
}

/** A modal dialog. */
export function Dialog({ heading, aside, children, footer, onCancel, busy = false }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useFocusRestore(dialog);
  useEffect(() => {
    const previousFocus = document.activeElement;
    dialog.current?.showModal();
    title.current?.focus();
    // A dialog that is removed from the page without `close()` does not return the focus by itself.
    return () => previousFocus instanceof HTMLElement && previousFocus.focus();
  }, []);
  const handleCancel = (event: Event) => {
    event.preventDefault();
    onCancel();
  };
  // On a second Escape a browser closes the dialog even if `cancel` was prevented.
  // https://html.spec.whatwg.org/multipage/interaction.html#close-requests-and-close-watchers
  const handleClose = () => {
    if (busy) dialog.current?.showModal();
    else onCancel();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onCancel={handleCancel} onClose={handleClose}>
      <header class="line spread">
        <h2 id={id} ref={title} data-row="heading" tabIndex={-1}>
          {heading}
        </h2>
        <p class="muted">{aside}</p>
      </header>
      {children}
      <footer class="line dialog-footer">{footer}</footer>
    </dialog>
  );
}
