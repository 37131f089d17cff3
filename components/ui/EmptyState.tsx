import type { ComponentChildren } from 'preact';
import './EmptyState.css';

interface Props {
  title: string;
  children?: ComponentChildren;
}

/** What a screen shows in place of a list that has nothing in it. */
export function EmptyState({ title, children }: Props) {
  return (
    <section class="empty-state">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
