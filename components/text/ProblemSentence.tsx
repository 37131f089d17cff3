import { getProblemMessage, type ProblemMessage } from '../../lib/features/notifications/problem-messages.ts';
import type { PlainProblem } from '../../lib/platform/problem.ts';
import { LINK_PLACEHOLDER, type RichText } from '../../lib/platform/rich-text.ts';
import { Anchor } from '../ui/Anchor.tsx';

/** A sentence with its link in the place of `LINK_PLACEHOLDER`. */
export function TextWithLink({ richText: { text, link } }: { richText: RichText }) {
  const [before, after] = text.split(LINK_PLACEHOLDER);
  return (
    <>
      {before}
      {link && <Anchor to={link.to}>{link.label}</Anchor>}
      {after}
    </>
  );
}

/** What went wrong, with a link to what solves it. */
export function ProblemSentence({ problem, more: suffix = '' }: { problem: PlainProblem; more?: string }) {
  const { sentence, action }: ProblemMessage = getProblemMessage(problem);
  return (
    <>
      {sentence} {suffix} {action && <Anchor to={action.to}>{action.label}</Anchor>}
    </>
  );
}
