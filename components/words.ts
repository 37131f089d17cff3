import { i18n } from '#i18n';
import { INTERVALS } from '../lib/intervals/client.ts';
import type { PlainProblem, ProblemKind } from '../lib/problem.ts';
import { scopeWords } from './account/scope-words.ts';
import { duration } from './format.ts';

/** Where a link leads: a page of Musette, or an address. */
export type Target = 'options' | 'app' | `https://${string}`;

export interface Link {
  label: string;
  /** What stands for the label where there is a row of such links. */
  short?: string;
  to: Target;
}

/** A sentence; where it has a link, the link stands at the `LINK` in its text. */
export interface Said {
  text: string;
  link?: Link;
}

/** Marks the place of a link in a sentence. Not a character that a name could contain: `safeName` takes those out. */
export const LINK = '\u0001';

/** What a person reads about a problem, and what they can do about it besides trying again. */
export interface Words {
  sentence: string;
  wayOut?: Link;
}

/** Where athletes find their key. */
export const KEY_PAGE = `${INTERVALS}/settings` as Target;

/** The words for a problem. The only place that turns one into a sentence. */
export const wordsFor = (problem: PlainProblem): Words => WORDS[problem.kind](problem);

const says = (sentence: string, wayOut?: Link): Words => ({ sentence, ...(wayOut && { wayOut }) });

const toSettings = (): Link => ({ label: i18n.t('wayOut.settings'), to: KEY_PAGE });
const toOptions = (): Link => ({ label: i18n.t('wayOut.options'), to: 'options' });
const toConnect = (): Link => ({ label: i18n.t('wayOut.connect'), to: 'options' });
const toSite = (): Link => ({ label: i18n.t('wayOut.visit'), to: INTERVALS as Target });

// `satisfies` would do for the keys; the annotation also keeps a new kind from compiling without words.
const WORDS: Record<ProblemKind, (problem: PlainProblem) => Words> = {
  'empty-file': () => says(i18n.t('problem.emptyFile')),
  'broken-file': ({ detail }) =>
    says(detail ? i18n.t('problem.brokenFileWhere', { detail }) : i18n.t('problem.brokenFile')),
  'unknown-format': () => says(i18n.t('problem.unknownFormat')),
  'encrypted-archive': () => says(i18n.t('problem.encryptedArchive')),
  'archive-limit': ({ detail }) =>
    says(detail ? i18n.t('problem.archiveLimitWhere', { detail }) : i18n.t('problem.archiveLimit')),
  'file-too-large': () => says(i18n.t('problem.fileTooLarge')),
  'file-unreadable': () => says(i18n.t('problem.fileUnreadable')),
  'not-a-recording': () => says(i18n.t('problem.notARecording')),

  'no-days': () => says(i18n.t('problem.noDays')),

  'bad-workout-file': ({ detail }) =>
    says(detail ? i18n.t('problem.badWorkoutFileWhere', { detail }) : i18n.t('problem.badWorkoutFile')),
  'no-workout-file': () => says(i18n.t('problem.noWorkoutFile')),
  'folder-permission': () => says(i18n.t('problem.folderPermission'), toOptions()),
  'folder-gone': () => says(i18n.t('problem.folderGone'), toOptions()),
  'folder-full': () => says(i18n.t('problem.folderFull')),
  'folder-refused': ({ detail }) =>
    says(
      detail ? i18n.t('problem.folderRefusedSaying', { detail }) : i18n.t('problem.folderRefused'),
      toOptions(),
    ),

  'not-a-workout': () => says(i18n.t('problem.notAWorkout')),
  'is-a-recording': () => says(i18n.t('problem.isARecording')),
  'broken-workout': ({ detail = '' }) => says(i18n.t('problem.brokenWorkout', { detail })),
  'misread-workout': ({ detail }) =>
    says(detail ? i18n.t('problem.misreadWorkout', { detail }) : i18n.t('problem.noStepsRead')),
  'left-on-calendar': () => says(i18n.t('problem.leftOnCalendar'), toSite()),

  'not-connected': () => says(i18n.t('problem.notConnected'), toConnect()),
  'malformed-key': () => says(i18n.t('problem.malformedKey'), toSettings()),
  unauthorized: () => says(i18n.t('problem.unauthorized'), toSettings()),
  forbidden: () => says(i18n.t('problem.forbidden'), toSettings()),
  'not-allowed': ({ detail = '' }) =>
    says(i18n.t('problem.notAllowed', { what: scopeWords(detail) }), toOptions()),
  'malformed-token': () => says(i18n.t('problem.malformedToken')),
  'token-refused': () => says(i18n.t('problem.tokenRefused'), toOptions()),
  'consent-denied': () => says(i18n.t('problem.consentDenied')),
  'consent-closed': () => says(i18n.t('problem.consentClosed')),
  'consent-mixed-up': () => says(i18n.t('problem.consentMixedUp')),
  'consent-late': () => says(i18n.t('problem.consentLate')),
  'unknown-app': () => says(i18n.t('problem.unknownApp'), toSettings()),
  'wrong-athlete': () => says(i18n.t('problem.wrongAthlete'), toOptions()),

  offline: () => says(i18n.t('problem.offline')),
  unreachable: () => says(i18n.t('problem.unreachable')),
  timeout: () => says(i18n.t('problem.timeout')),
  challenged: () => says(i18n.t('problem.challenged'), toSite()),
  'rate-limited': ({ retryAfterMs }) =>
    says(
      retryAfterMs
        ? i18n.t('problem.rateLimitedFor', { time: duration(retryAfterMs) })
        : i18n.t('problem.rateLimited'),
    ),
  'server-down': () => says(i18n.t('problem.serverDown')),
  'not-found': () => says(i18n.t('problem.notFound')),
  refused: ({ detail }) =>
    says(isSentence(detail) ? i18n.t('problem.refusedSaying', { detail }) : i18n.t('problem.refused')),
  'unreadable-reply': () => says(i18n.t('problem.unreadableReply')),

  'signed-out': at => says(i18n.t('problem.signedOut', siteOf(at)), toSignIn(at)),
  'not-yours': at => says(i18n.t('problem.notYours', siteOf(at))),
  'no-recording': at => says(i18n.t('problem.noRecording', siteOf(at))),
  'no-activity': ({ site }) =>
    says(site ? i18n.t('problem.noActivity', { site }) : i18n.t('problem.noActivityHere')),
  'human-check': at => says(i18n.t('problem.humanCheck', siteOf(at)), toPage(at)),
  'site-rate-limited': at =>
    says(
      at.retryAfterMs
        ? i18n.t('problem.siteRateLimitedFor', { ...siteOf(at), time: duration(at.retryAfterMs) })
        : i18n.t('problem.siteRateLimited', siteOf(at)),
    ),
  'premium-only': at => says(i18n.t('problem.premiumOnly', siteOf(at))),
  'page-changed': at => says(i18n.t('problem.pageChanged', siteOf(at))),
  'moved-on': () => says(i18n.t('problem.movedOn')),
  'site-not-found': at => says(i18n.t('problem.siteNotFound', siteOf(at))),
  'site-down': at => says(i18n.t('problem.siteDown', siteOf(at))),
  'site-unreachable': at => says(i18n.t('problem.siteUnreachable', siteOf(at))),
  'site-timeout': at => says(i18n.t('problem.siteTimeout', siteOf(at))),
  'tab-closed': () => says(i18n.t('problem.tabClosed')),
  'no-tab': at => says(i18n.t('problem.noTab', siteOf(at)), toPage(at)),
  'no-access': at => says(i18n.t('problem.noAccess', siteOf(at))),
  'forbidden-address': () => says(i18n.t('problem.forbiddenAddress')),
  'too-large-download': at => says(i18n.t('problem.tooLargeDownload', siteOf(at))),
  'web-page': at => says(i18n.t('problem.webPage', siteOf(at))),

  'topic-closed': at => says(i18n.t('problem.topicClosed', siteOf(at))),
  'topic-gone': at => says(i18n.t('problem.topicGone', siteOf(at))),
  'topic-unreachable': at => says(i18n.t('problem.topicUnreachable', siteOf(at))),

  stopped: () => says(i18n.t('problem.stopped')),
  'storage-full': () => says(i18n.t('problem.storageFull')),
  unexpected: ({ detail }) =>
    says(detail ? i18n.t('problem.unexpectedSaying', { detail }) : i18n.t('problem.unexpected')),
};

/** The site as people know it; where not even that is known, it is "the site". */
const siteOf = ({ site = i18n.t('problem.theSite') }: PlainProblem) => ({ site });

const toSignIn = (problem: PlainProblem): Link | undefined => toPage(problem, i18n.t('wayOut.signIn'));

const toPage = (problem: PlainProblem, label?: string): Link | undefined =>
  problem.page && { label: label ?? i18n.t('wayOut.open', siteOf(problem)), to: problem.page };

/** A refusal without a message of its own carries its status, "422", which says nothing to a person. */
const isSentence = (detail: string | undefined): detail is string =>
  detail !== undefined && !/^\d*$/.test(detail);
