import { i18n } from '#i18n';
import { formatDuration } from '../../platform/format.ts';
import type { LinkTarget } from '../../platform/pages.ts';
import type { PlainProblem, ProblemKind } from '../../platform/problem.ts';
import { INTERVALS_ORIGIN } from '../../services/intervals/client.ts';
import { getScopeLabel } from '../account/scope-labels.ts';

export interface Link {
  label: string;
  /** What stands for the label where there is a row of such links. */
  short?: string;
  to: LinkTarget;
}

/** A sentence; where it has a link, the link stands at the `LINK` in its text. */
export interface RichText {
  text: string;
  link?: Link;
}

/** Marks the place of a link in a sentence. Not a character that a name could contain: `safeName` takes those out. */
export const LINK_PLACEHOLDER = '\u0001';

/** What a person reads about a problem, and what they can do about it besides trying again. */
export interface ProblemMessage {
  sentence: string;
  action?: Link;
}

/** Where athletes find their key. */
export const API_KEY_PAGE = `${INTERVALS_ORIGIN}/settings` as LinkTarget;

/** The words for a problem. The only place that turns one into a sentence. */
export const getProblemMessage = (problem: PlainProblem): ProblemMessage => MESSAGES[problem.kind](problem);

const toMessage = (sentence: string, action?: Link): ProblemMessage => ({
  sentence,
  ...(action && { action }),
});

const toSettingsLink = (): Link => ({ label: i18n.t('wayOut.settings'), to: API_KEY_PAGE });
const toOptionsLink = (): Link => ({ label: i18n.t('wayOut.options'), to: 'options' });
const toConnectLink = (): Link => ({ label: i18n.t('wayOut.connect'), to: 'options' });
const toIntervalsLink = (): Link => ({ label: i18n.t('wayOut.visit'), to: INTERVALS_ORIGIN as LinkTarget });

// `satisfies` would do for the keys; the annotation also keeps a new kind from compiling without words.
const MESSAGES: Record<ProblemKind, (problem: PlainProblem) => ProblemMessage> = {
  'empty-file': () => toMessage(i18n.t('problem.emptyFile')),
  'broken-file': ({ detail }) =>
    toMessage(detail ? i18n.t('problem.brokenFileWhere', { detail }) : i18n.t('problem.brokenFile')),
  'unknown-format': () => toMessage(i18n.t('problem.unknownFormat')),
  'encrypted-archive': () => toMessage(i18n.t('problem.encryptedArchive')),
  'archive-limit': ({ detail }) =>
    toMessage(detail ? i18n.t('problem.archiveLimitWhere', { detail }) : i18n.t('problem.archiveLimit')),
  'file-too-large': () => toMessage(i18n.t('problem.fileTooLarge')),
  'file-unreadable': () => toMessage(i18n.t('problem.fileUnreadable')),
  'not-a-recording': () => toMessage(i18n.t('problem.notARecording')),

  'no-days': () => toMessage(i18n.t('problem.noDays')),

  'bad-workout-file': ({ detail }) =>
    toMessage(detail ? i18n.t('problem.badWorkoutFileWhere', { detail }) : i18n.t('problem.badWorkoutFile')),
  'no-workout-file': () => toMessage(i18n.t('problem.noWorkoutFile')),
  'folder-permission': () => toMessage(i18n.t('problem.folderPermission'), toOptionsLink()),
  'folder-gone': () => toMessage(i18n.t('problem.folderGone'), toOptionsLink()),
  'folder-full': () => toMessage(i18n.t('problem.folderFull')),
  'folder-refused': ({ detail }) =>
    toMessage(
      detail ? i18n.t('problem.folderRefusedSaying', { detail }) : i18n.t('problem.folderRefused'),
      toOptionsLink(),
    ),

  'not-a-workout': () => toMessage(i18n.t('problem.notAWorkout')),
  'is-a-recording': () => toMessage(i18n.t('problem.isARecording')),
  'broken-workout': ({ detail = '' }) => toMessage(i18n.t('problem.brokenWorkout', { detail })),
  'misread-workout': ({ detail }) =>
    toMessage(detail ? i18n.t('problem.misreadWorkout', { detail }) : i18n.t('problem.noStepsRead')),
  'left-on-calendar': () => toMessage(i18n.t('problem.leftOnCalendar'), toIntervalsLink()),

  'not-connected': () => toMessage(i18n.t('problem.notConnected'), toConnectLink()),
  'malformed-key': () => toMessage(i18n.t('problem.malformedKey'), toSettingsLink()),
  unauthorized: () => toMessage(i18n.t('problem.unauthorized'), toSettingsLink()),
  forbidden: () => toMessage(i18n.t('problem.forbidden'), toSettingsLink()),
  'not-allowed': ({ detail = '' }) =>
    toMessage(i18n.t('problem.notAllowed', { what: getScopeLabel(detail) }), toOptionsLink()),
  'malformed-token': () => toMessage(i18n.t('problem.malformedToken')),
  'token-refused': () => toMessage(i18n.t('problem.tokenRefused'), toOptionsLink()),
  'consent-denied': () => toMessage(i18n.t('problem.consentDenied')),
  'consent-closed': () => toMessage(i18n.t('problem.consentClosed')),
  'consent-mixed-up': () => toMessage(i18n.t('problem.consentMixedUp')),
  'consent-late': () => toMessage(i18n.t('problem.consentLate')),
  'unknown-app': () => toMessage(i18n.t('problem.unknownApp'), toSettingsLink()),
  'wrong-athlete': () => toMessage(i18n.t('problem.wrongAthlete'), toOptionsLink()),

  offline: () => toMessage(i18n.t('problem.offline')),
  unreachable: () => toMessage(i18n.t('problem.unreachable')),
  timeout: () => toMessage(i18n.t('problem.timeout')),
  challenged: () => toMessage(i18n.t('problem.challenged'), toIntervalsLink()),
  'rate-limited': ({ retryAfterMs }) =>
    toMessage(
      retryAfterMs
        ? i18n.t('problem.rateLimitedFor', { time: formatDuration(retryAfterMs) })
        : i18n.t('problem.rateLimited'),
    ),
  'server-down': () => toMessage(i18n.t('problem.serverDown')),
  'not-found': () => toMessage(i18n.t('problem.notFound')),
  refused: ({ detail }) =>
    toMessage(isSentence(detail) ? i18n.t('problem.refusedSaying', { detail }) : i18n.t('problem.refused')),
  'unreadable-reply': () => toMessage(i18n.t('problem.unreadableReply')),

  'signed-out': at => toMessage(i18n.t('problem.signedOut', getSiteArgument(at)), toSignInLink(at)),
  'not-yours': at => toMessage(i18n.t('problem.notYours', getSiteArgument(at))),
  'no-recording': at => toMessage(i18n.t('problem.noRecording', getSiteArgument(at))),
  'no-activity': ({ site }) =>
    toMessage(site ? i18n.t('problem.noActivity', { site }) : i18n.t('problem.noActivityHere')),
  'human-check': at => toMessage(i18n.t('problem.humanCheck', getSiteArgument(at)), toPageLink(at)),
  'site-rate-limited': at =>
    toMessage(
      at.retryAfterMs
        ? i18n.t('problem.siteRateLimitedFor', {
            ...getSiteArgument(at),
            time: formatDuration(at.retryAfterMs),
          })
        : i18n.t('problem.siteRateLimited', getSiteArgument(at)),
    ),
  'premium-only': at => toMessage(i18n.t('problem.premiumOnly', getSiteArgument(at))),
  'page-changed': at => toMessage(i18n.t('problem.pageChanged', getSiteArgument(at))),
  'moved-on': () => toMessage(i18n.t('problem.movedOn')),
  'site-not-found': at => toMessage(i18n.t('problem.siteNotFound', getSiteArgument(at))),
  'site-down': at => toMessage(i18n.t('problem.siteDown', getSiteArgument(at))),
  'site-unreachable': at => toMessage(i18n.t('problem.siteUnreachable', getSiteArgument(at))),
  'site-timeout': at => toMessage(i18n.t('problem.siteTimeout', getSiteArgument(at))),
  'tab-closed': () => toMessage(i18n.t('problem.tabClosed')),
  'no-tab': at => toMessage(i18n.t('problem.noTab', getSiteArgument(at)), toPageLink(at)),
  'no-access': at => toMessage(i18n.t('problem.noAccess', getSiteArgument(at))),
  'forbidden-address': () => toMessage(i18n.t('problem.forbiddenAddress')),
  'too-large-download': at => toMessage(i18n.t('problem.tooLargeDownload', getSiteArgument(at))),
  'web-page': at => toMessage(i18n.t('problem.webPage', getSiteArgument(at))),

  'topic-closed': at => toMessage(i18n.t('problem.topicClosed', getSiteArgument(at))),
  'topic-gone': at => toMessage(i18n.t('problem.topicGone', getSiteArgument(at))),
  'topic-unreachable': at => toMessage(i18n.t('problem.topicUnreachable', getSiteArgument(at))),

  stopped: () => toMessage(i18n.t('problem.stopped')),
  'storage-full': () => toMessage(i18n.t('problem.storageFull')),
  unexpected: ({ detail }) =>
    toMessage(detail ? i18n.t('problem.unexpectedSaying', { detail }) : i18n.t('problem.unexpected')),
};

/** The site as people know it; where not even that is known, it is "the site". */
const getSiteArgument = ({ site = i18n.t('problem.theSite') }: PlainProblem) => ({ site });

const toSignInLink = (problem: PlainProblem): Link | undefined =>
  toPageLink(problem, i18n.t('wayOut.signIn'));

const toPageLink = (problem: PlainProblem, label?: string): Link | undefined =>
  problem.page && { label: label ?? i18n.t('wayOut.open', getSiteArgument(problem)), to: problem.page };

/** A refusal without a message of its own carries its status, "422", which says nothing to a person. */
const isSentence = (detail: string | undefined): detail is string =>
  detail !== undefined && !/^\d*$/.test(detail);
