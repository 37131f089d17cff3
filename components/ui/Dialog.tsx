import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';
import './Dialog.css';

interface Props {
  heading: string;
  /** For whom it is, beside the heading. */
  aside: string;
  children: ComponentChildren;
  /** The buttons; they stay in sight. */
  footer: ComponentChildren;
  /** Escape was pressed. */
  onCancel: () => void;
  /** What was decided is being done: the dialog stays until that has ended. */
  busy?: boolean;
}

/** Something that is looked at and decided before the page goes on. */
export function Dialog({ heading, aside, children, footer, onCancel, busy = false }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useFocusRestore(dialog);
  useEffect(() => {
    const previousFocus = document.activeElement;
    dialog.current?.showModal();
    title.current?.focus();
    // A dialog that is taken off the page, in place of being closed, does not give the focus back by itself.
    return () => previousFocus instanceof HTMLElement && previousFocus.focus();
  }, []);
  const handleCancel = (event: Event) => {
    event.preventDefault();
    onCancel();
  };
  // A browser lets no page keep a dialog open: a second Escape closes it unasked.
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
