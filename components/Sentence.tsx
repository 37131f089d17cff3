import type { PlainProblem } from '../lib/problem.ts';
import { Anchor } from './Anchor.tsx';
import { LINK, type Said, type Words, wordsFor } from './words.ts';

/** A sentence, with its link at the place where the sentence wants it. */
export function Sentence({ said: { text, link } }: { said: Said }) {
  const [before, after] = text.split(LINK);
  return (
    <>
      {before}
      {link && <Anchor to={link.to}>{link.label}</Anchor>}
      {after}
    </>
  );
}

/** What went wrong, and the way out of it. */
export function ProblemSentence({ problem, more = '' }: { problem: PlainProblem; more?: string }) {
  const { sentence, wayOut }: Words = wordsFor(problem);
  return (
    <>
      {sentence} {more} {wayOut && <Anchor to={wayOut.to}>{wayOut.label}</Anchor>}
    </>
  );
}
