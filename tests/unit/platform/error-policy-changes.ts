/** Answers of `error-policy.txt` that one policy for all features has changed. */
export interface Change {
  /** Columns of the table. */
  answers: string;
  from: string;
  to: string;
  /** Separated by spaces. */
  kinds: string;
  why: string;
}

/** Changes that a user can notice. */
export const BETTER: Change[] = [
  {
    answers: 'notify',
    from: 'no',
    to: 'yes',
    kinds: 'folder-full storage-full',
    why: 'A full disk kept the workouts folder old every morning without a word.',
  },
  {
    answers: 'news',
    from: 'wait',
    to: 'read',
    kinds: 'forbidden',
    why: 'A key that may not write may still read, as a token may.',
  },
  {
    answers: 'request',
    from: '-',
    to: 'pause, fixed',
    kinds: 'rate-limited',
    why: 'A pause that the calendar was asked for was kept by nothing else, and not by the calendar either.',
  },
  {
    answers: 'request',
    from: '-',
    to: 'pause',
    kinds: 'challenged',
    why: 'A security check stands before every request, whichever met it first.',
  },
];

const FILES =
  'empty-file broken-file unknown-format encrypted-archive archive-limit file-too-large file-unreadable not-a-recording ' +
  'not-a-workout is-a-recording broken-workout no-days bad-workout-file no-workout-file';
const FOLDER = 'folder-permission folder-gone folder-full folder-refused';
const FORMS = 'malformed-key malformed-token consent-denied consent-closed consent-mixed-up consent-late unknown-app';
const SITE_SHORT = 'site-down site-unreachable site-timeout';
const SITE_WAITS = `site-rate-limited tab-closed topic-unreachable`;
const SITE_USER = 'signed-out human-check no-tab no-access topic-closed topic-gone';
const SITE_NEVER =
  'not-yours no-recording no-activity premium-only page-changed site-not-found forbidden-address too-large-download web-page';
const SITE = `${SITE_SHORT} ${SITE_WAITS} ${SITE_USER} ${SITE_NEVER} moved-on`;

const ELSEWHERE = 'The kind belongs to another feature.';

/** Changes without effect: the feature never has this kind, and gives the answer of the policy. */
export const NEVER_MET: Change[] = [
  {
    answers: 'sent calendar',
    from: 'maybe',
    to: 'no',
    kinds: `${FILES} ${FOLDER} ${FORMS} ${SITE} not-connected`,
    why: 'It is found before anything is sent to Intervals.icu, or has nothing to do with it.',
  },
  {
    answers: 'sent',
    from: 'maybe',
    to: 'no',
    kinds: 'misread-workout',
    why: ELSEWHERE,
  },
  {
    answers: 'upload',
    from: 'fail',
    to: 'retry',
    kinds: `${FOLDER} ${SITE_SHORT} ${SITE_WAITS} ${SITE_USER} moved-on not-connected`,
    why: ELSEWHERE,
  },
  { answers: 'outbox', from: '-', to: 'count', kinds: SITE_SHORT, why: ELSEWHERE },
  {
    answers: 'outbox',
    from: '-',
    to: 'pause',
    kinds: 'stopped',
    why: 'The outbox queues what was cut off at once, before it looks at the policy.',
  },
  {
    answers: 'all',
    from: 'no',
    to: 'yes',
    kinds: `folder-permission folder-gone folder-full ${SITE_WAITS} ${SITE_USER}`,
    why: ELSEWHERE,
  },
  {
    answers: 'outbox',
    from: '-',
    to: 'stop',
    kinds: `folder-permission folder-gone ${SITE_USER}`,
    why: ELSEWHERE,
  },
  {
    answers: 'outbox',
    from: '-',
    to: 'pause',
    kinds: 'folder-full tab-closed topic-unreachable',
    why: ELSEWHERE,
  },
  { answers: 'outbox request', from: '-', to: 'pause, fixed', kinds: 'site-rate-limited', why: ELSEWHERE },
  {
    answers: 'request',
    from: '-',
    to: 'stop',
    kinds: 'wrong-athlete',
    why: 'Only the reply to an upload names an athlete, and the outbox knows what it means there.',
  },
  { answers: 'all', from: 'no', to: 'yes', kinds: 'not-connected', why: 'Without an account none is sent.' },
  {
    answers: 'outbox request',
    from: '-',
    to: 'stop',
    kinds: 'not-connected',
    why: 'Without an account nothing is asked.',
  },
  {
    answers: 'missing',
    from: 'fail',
    to: 'retry 0.5m',
    kinds:
      'folder-permission folder-gone folder-full offline challenged rate-limited topic-closed topic-gone topic-unreachable stopped',
    why: ELSEWHERE,
  },
  {
    answers: 'missing',
    from: 'fail',
    to: 'retry 0.5m, counted',
    kinds: 'folder-refused unreachable timeout server-down unreadable-reply',
    why: ELSEWHERE,
  },
  {
    answers: 'missing',
    from: 'fail',
    to: 'retry 1m',
    kinds: 'unauthorized forbidden not-allowed token-refused',
    why: ELSEWHERE,
  },
  {
    answers: 'missing',
    from: 'retry 0.5m',
    to: 'retry 0.5m, counted',
    kinds: 'moved-on',
    why: 'Only the button for the page of an activity meets it.',
  },
  { answers: 'file', from: 'fail', to: 'stop', kinds: SITE_USER, why: ELSEWHERE },
  { answers: 'file', from: 'fail', to: 'pause', kinds: `${SITE_WAITS} stopped`, why: ELSEWHERE },
  { answers: 'file', from: 'fail', to: 'retry, counted', kinds: `${SITE_SHORT} moved-on`, why: ELSEWHERE },
  {
    answers: 'download',
    from: 'stop',
    to: 'pause',
    kinds: `${SITE_SHORT} ${SITE_WAITS} moved-on stopped`,
    why: ELSEWHERE,
  },
  {
    answers: 'folder',
    from: 'tomorrow',
    to: 'retry',
    kinds: `${SITE_SHORT} ${SITE_WAITS} moved-on stopped`,
    why: ELSEWHERE,
  },
  { answers: 'notify', from: 'no', to: 'yes', kinds: `${SITE_USER} left-on-calendar`, why: ELSEWHERE },
];
