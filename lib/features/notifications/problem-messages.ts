import { i18n } from '#i18n';
import { toKnownKind } from '../../platform/error-policy.ts';
import { formatDuration } from '../../platform/format.ts';
import type { LinkTarget } from '../../platform/pages.ts';
import type { PlainProblem, ProblemKind } from '../../platform/problem.ts';
import type { Link } from '../../platform/rich-text.ts';
import { INTERVALS_ORIGIN } from '../../services/intervals/client.ts';
import { getScopeLabel } from '../account/scope-labels.ts';

/** The message for a problem, with a link to what solves it, other than trying again. */
export interface ProblemMessage {
  sentence: string;
  action?: Link;
}

/** The page on which athletes find their API key. */
export const API_KEY_PAGE: LinkTarget = `${INTERVALS_ORIGIN}/settings`;

/** The message for a problem. No other code turns a problem into a sentence. */
export const getProblemMessage = (problem: PlainProblem): ProblemMessage =>
  MESSAGES[toKnownKind(problem.kind)](problem);

const toMessage = (sentence: string, action?: Link): ProblemMessage => ({
  sentence,
  ...(action && { action }),
});

const toSettingsLink = (): Link => ({ label: i18n.t('wayOut.settings'), to: API_KEY_PAGE });
const toOptionsLink = (): Link => ({ label: i18n.t('wayOut.options'), to: 'options' });
const toConnectLink = (): Link => ({ label: i18n.t('wayOut.connect'), to: 'options' });
const toIntervalsLink = (): Link => ({ label: i18n.t('wayOut.visit'), to: INTERVALS_ORIGIN });

// The annotation makes a new kind without a message a compile error.
const MESSAGES: Record<ProblemKind, (problem: PlainProblem) => ProblemMessage> = {
  'empty-file': () => toMessage(i18n.t('problem.emptyFile')),
  'broken-file': ({ detail }) =>
    toMessage(detail ? i18n.t('problem.brokenFileWhere', { detail }) : i18n.t('problem.brokenFile')),
  'unknown-format': () => toMessage(i18n.t('problem.unknownFormat')),
  'encrypted-archive': () => toMessage(i18n.t('problem.encryptedArchive')),
  'archive-limit': ({ detail }) =>
    toMessage(detail ? i18n.t('problem.archiveLimitWhere', { detail }) : i18n.t('problem.archiveLimit')),
  'file-too-large': ({ site }) =>
    toMessage(site ? i18n.t('problem.fileTooLargeFor', { site }) : i18n.t('problem.fileTooLarge')),
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
  'downloads-denied': () => toMessage(i18n.t('problem.downloadsDenied')),

  'not-a-workout': () => toMessage(i18n.t('problem.notAWorkout')),
  'is-a-recording': () => toMessage(i18n.t('problem.isARecording')),
  'broken-workout': ({ detail = '' }) => toMessage(i18n.t('problem.brokenWorkout', { detail })),
  'misread-workout': () => toMessage(i18n.t('problem.noStepsRead')),
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
  'rate-limited': ({ retryAfterMs, detail = '429' }) => {
    if (!retryAfterMs) return toMessage(i18n.t('problem.rateLimited'));
    const time = formatDuration(retryAfterMs);
    // A server in trouble asks for pauses too.
    return toMessage(
      detail === '429' ? i18n.t('problem.rateLimitedFor', { time }) : i18n.t('problem.pausedFor', { time }),
    );
  },
  'server-down': ({ retryAfterMs }) =>
    toMessage(
      retryAfterMs
        ? i18n.t('problem.serverDownFor', { time: formatDuration(retryAfterMs) })
        : i18n.t('problem.serverDown'),
    ),
  'not-found': () => toMessage(i18n.t('problem.notFound')),
  refused: ({ detail }) =>
    toMessage(isSentence(detail) ? i18n.t('problem.refusedSaying', { detail }) : i18n.t('problem.refused')),
  'unreadable-reply': () => toMessage(i18n.t('problem.unreadableReply')),

  'signed-out': problem => toMessage(i18n.t('problem.signedOut', getSiteArgument(problem)), toSignInLink(problem)),
  'not-yours': problem => toMessage(i18n.t('problem.notYours', getSiteArgument(problem))),
  'no-recording': problem => toMessage(i18n.t('problem.noRecording', getSiteArgument(problem))),
  'no-activity': ({ site }) =>
    toMessage(site ? i18n.t('problem.noActivity', { site }) : i18n.t('problem.noActivityHere')),
  'human-check': problem => toMessage(i18n.t('problem.humanCheck', getSiteArgument(problem)), toPageLink(problem)),
  'site-rate-limited': problem =>
    toMessage(
      problem.retryAfterMs
        ? i18n.t('problem.siteRateLimitedFor', {
            ...getSiteArgument(problem),
            time: formatDuration(problem.retryAfterMs),
          })
        : i18n.t('problem.siteRateLimited', getSiteArgument(problem)),
    ),
  'premium-only': problem => toMessage(i18n.t('problem.premiumOnly', getSiteArgument(problem))),
  'page-changed': problem => toMessage(i18n.t('problem.pageChanged', getSiteArgument(problem))),
  'moved-on': () => toMessage(i18n.t('problem.movedOn')),
  'site-not-found': problem => toMessage(i18n.t('problem.siteNotFound', getSiteArgument(problem))),
  'site-down': problem => toMessage(i18n.t('problem.siteDown', getSiteArgument(problem))),
  'site-unreachable': problem => toMessage(i18n.t('problem.siteUnreachable', getSiteArgument(problem))),
  'site-timeout': problem => toMessage(i18n.t('problem.siteTimeout', getSiteArgument(problem))),
  'tab-closed': () => toMessage(i18n.t('problem.tabClosed')),
  'no-tab': problem => toMessage(i18n.t('problem.noTab', getSiteArgument(problem)), toPageLink(problem)),
  'no-access': problem =>
    toMessage(i18n.t(problem.origins ? 'problem.noAccessAllow' : 'problem.noAccess', getSiteArgument(problem))),
  'private-window': () => toMessage(i18n.t('problem.privateWindow')),
  'container-session': problem => toMessage(i18n.t('problem.containerSession', getSiteArgument(problem))),
  'no-container-tab': problem => toMessage(i18n.t('problem.noContainerTab', getSiteArgument(problem))),
  'forbidden-address': () => toMessage(i18n.t('problem.forbiddenAddress')),
  'on-intervals': () => toMessage(i18n.t('problem.onIntervals')),
  'too-large-download': problem => toMessage(i18n.t('problem.tooLargeDownload', getSiteArgument(problem))),
  'web-page': problem => toMessage(i18n.t('problem.webPage', getSiteArgument(problem))),

  'topic-closed': problem => toMessage(i18n.t('problem.topicClosed', getSiteArgument(problem))),
  'topic-gone': problem => toMessage(i18n.t('problem.topicGone', getSiteArgument(problem))),
  'topic-unreachable': problem => toMessage(i18n.t('problem.topicUnreachable', getSiteArgument(problem))),

  stopped: () => toMessage(i18n.t('problem.stopped')),
  'storage-full': () => toMessage(i18n.t('problem.storageFull')),
  'no-storage': () => toMessage(i18n.t('problem.noStorage')),
  'unreadable-row': () => toMessage(i18n.t('problem.unreadableRow')),
  unexpected: ({ detail }) =>
    toMessage(detail ? i18n.t('problem.unexpectedSaying', { detail }) : i18n.t('problem.unexpected')),
};

/** The name of the site, or "the site" if it is unknown. */
const getSiteArgument = ({ site = i18n.t('problem.theSite') }: PlainProblem) => ({ site });

const toSignInLink = (problem: PlainProblem): Link | undefined => toPageLink(problem, i18n.t('wayOut.signIn'));

const toPageLink = (problem: PlainProblem, label?: string): Link | undefined =>
  problem.page && { label: label ?? i18n.t('wayOut.open', getSiteArgument(problem)), to: problem.page };

/** A refusal without a message has only its HTTP status, such as "422", as its detail. That is not shown to users. */
const isSentence = (detail: string | undefined): detail is string => detail !== undefined && !/^\d*$/.test(detail);
