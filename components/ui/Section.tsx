import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './Section.css';

/** A section of the options page. */
export function Section({ heading, children }: { heading: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="card section" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}
