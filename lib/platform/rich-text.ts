import type { LinkTarget } from './pages.ts';

/** A link with its label. */
export interface Link {
  label: string;
  /** A shorter label, for one of several links in a row. */
  short?: string;
  to: LinkTarget;
}

/** A sentence; its link, if it has one, takes the place of `LINK_PLACEHOLDER` in the text. */
export interface RichText {
  text: string;
  link?: Link;
}

/** Marks the place of a link in a sentence. A control character: names cannot contain it, `safeName` removes those. */
export const LINK_PLACEHOLDER = '\u0001';
