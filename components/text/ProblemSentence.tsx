import { i18n } from '#i18n';
import { getProblemMessage, type ProblemMessage } from '../../lib/features/notifications/problem-messages.ts';
import { getMissingPermission } from '../../lib/platform/permissions.ts';
import type { PlainProblem } from '../../lib/platform/problem.ts';
import { LINK_PLACEHOLDER, type RichText } from '../../lib/platform/rich-text.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { PermissionButton } from '../ui/PermissionButton.tsx';

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

/** What went wrong, with a link to what solves it, or a button that requests the missing permission. */
export function ProblemSentence({ problem, more: suffix = '' }: { problem: PlainProblem; more?: string }) {
  const { sentence, action }: ProblemMessage = getProblemMessage(problem);
  const permission = getMissingPermission(problem);
  return (
    <>
      {sentence} {suffix} {action && <Anchor to={action.to}>{action.label}</Anchor>}
      {permission && <PermissionButton permission={permission} label={getPermissionLabel(problem)} />}
    </>
  );
}

const getPermissionLabel = ({ kind, site = i18n.t('problem.theSite') }: PlainProblem): string =>
  kind === 'downloads-denied' ? i18n.t('wayOut.allowDownloads') : i18n.t('wayOut.allow', { site });
