import { expect, test, vi } from 'vitest';
import type { ActivityMatch, MatchKind, NeededInput, Upload } from '../../../../lib/features/uploads/upload.ts';
import type { PlainProblem } from '../../../../lib/platform/problem.ts';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { getUploadMessages } from '../../../../components/uploads/upload-messages.ts';
import { getProblemMessage } from '../../../../lib/features/notifications/problem-messages.ts';
import { LINK_PLACEHOLDER } from '../../../../lib/platform/rich-text.ts';

const NOON = Date.UTC(2026, 8, 2, 12);

const problems: [PlainProblem, RegExp][] = [
  [{ kind: 'unauthorized', detail: '401' }, /^Intervals\.icu does not accept this API key\. Copy it again/],
  [{ kind: 'refused', detail: 'No data in file' }, /^Intervals\.icu says: No data in file$/],
  [{ kind: 'refused', detail: '422' }, /^Intervals\.icu rejected the request\.$/],
  [{ kind: 'rate-limited', retryAfterMs: 90_000 }, /^Rate limit reached\. .* again in 2 min\.$/],
  [
    { kind: 'not-allowed', detail: 'CALENDAR:WRITE' },
    /^Musette has no permission to write to the calendar\. Connect again/,
  ],
  [{ kind: 'not-allowed' }, /no permission to do this\./],
  [{ kind: 'token-refused' }, /^Intervals\.icu no longer accepts this access\./],
  [{ kind: 'broken-file', detail: 'record 8, byte 20' }, /\(record 8, byte 20\)/],
  [
    { kind: 'signed-out', site: 'Garmin Connect' },
    /^You are not signed in to Garmin Connect\. Sign in, then try again\.$/,
  ],
  [
    { kind: 'site-rate-limited', site: 'Strava', retryAfterMs: 90_000 },
    /^Rate limit of Strava reached\. Try again in 2 min\.$/,
  ],
  [{ kind: 'site-timeout' }, /^the site took too long to answer\./],
  [
    { kind: 'no-activity', site: 'TrainingPeaks' },
    /^This page shows no activity\. Open one on TrainingPeaks, then upload it from there\.$/,
  ],
  [{ kind: 'no-activity' }, /^Musette found no activity/],
  [{ kind: 'unexpected', detail: 'a {time} | b $1' }, /\(a \{time\} \| b \$1\)/],
];

test.each(problems)('the problem %o is shown as a sentence', (problem, sentence) => {
  expect(getProblemMessage(problem).sentence).toMatch(sentence);
});

test('a signed-out site is linked to its sign-in page, and to no page that the problem does not name', () => {
  const page = 'https://connect.garmin.cn/app/activities';
  expect(getProblemMessage({ kind: 'signed-out', site: 'Garmin Connect', page }).action).toEqual({
    label: 'Sign in',
    to: page,
  });
  expect(getProblemMessage({ kind: 'no-tab', site: 'Strava', page }).action?.label).toBe('Open Strava');
  expect(getProblemMessage({ kind: 'signed-out', site: 'Strava' }).action).toBeUndefined();
});

test('a security check is linked to the site, and a wrong key to the page with the keys', () => {
  expect(getProblemMessage({ kind: 'challenged' }).action?.to).toBe('https://intervals.icu');
  expect(getProblemMessage({ kind: 'unauthorized' }).action?.to).toBe('https://intervals.icu/settings');
});

const walk = (state: Upload['state'], over: Partial<Upload> = {}): Upload => ({
  id: 'a',
  athlete: 'i1',
  digest: 'd',
  name: 'walk.gpx',
  size: 1,
  origin: { via: 'disk', automatic: false },
  addedAt: NOON,
  batch: 1,
  state,
  recording: { format: 'gpx', sessions: [{ sport: 'walk', startMs: NOON }], warnings: [] },
  skipChecks: false,
  tries: 0,
  unconfirmedRequests: 0,
  activities: [],
  createdIds: [],
  ...over,
});

const match = (kind: MatchKind, startMs = NOON): ActivityMatch => ({ id: 'i9', name: 'Walk', startMs, kind });

const textOf = (upload: Upload, athlete?: string) =>
  getUploadMessages(upload, athlete, NOON)
    .map(({ text, link }) => text.replace(LINK_PLACEHOLDER, link?.label ?? LINK_PLACEHOLDER))
    .join(' ');

const questions: [NeededInput, string][] = [
  [{ why: 'possible-duplicate', match: match('same-start', NOON - 2000) }, 'Starts 2 s after “Walk”. Same activity?'],
  [{ why: 'possible-duplicate', match: match('same-start') }, 'Starts at the same second as “Walk”. Same activity?'],
  [
    { why: 'possible-duplicate', match: match('time-zone-shift', NOON - 7_200_000) },
    'Looks like “Walk” in another time zone, 2 h apart. Same activity?',
  ],
  [{ why: 'possible-duplicate', match: match('same-time') }, 'Takes place at the same time as “Walk”. Same activity?'],
  [
    { why: 'possible-duplicate', match: match('id-only') },
    'Has the same Garmin ID as “Walk”, but another time or duration. Same activity?',
  ],
  [
    { why: 'possible-duplicate', match: { id: 'i9', kind: 'hidden' } },
    'Looks like this activity, which is on Intervals.icu but not shown to other programs. Same activity?',
  ],
  [
    { why: 'possible-duplicate', match: { id: 'i9', kind: 'hidden-day' } },
    'It may be this activity, which Intervals.icu does not show to other programs, so Musette cannot compare them. ' +
      'Same activity?',
  ],
  [{ why: 'account-changed' }, 'Added for athlete i1. Upload to Mo instead?'],
  [{ why: 'not-a-recording', what: 'workout' }, 'A planned workout, not a recording.'],
  [
    { why: 'not-a-recording', what: 'other', format: 'fit' },
    'A fit file in which Musette finds no recording. If you know that it is one, upload it anyway.',
  ],
];

test.each(questions)('a held upload asks its question: %o', (held, asked) => {
  expect(textOf(walk({ name: 'held', ...held }), 'Mo')).toBe(asked);
});

test('an upload that was sent although a similar activity exists says so, and links to it', () => {
  const upload = walk({ name: 'uploaded', at: NOON }, { similarActivity: match('same-start', NOON - 2000) });
  expect(textOf(upload)).toBe('Intervals.icu already had “Walk”, which starts 2 s earlier.');
  expect(getUploadMessages(upload, undefined, NOON)[0]?.link?.to).toBe('https://intervals.icu/activities/i9');
});

test('an upload that was sent although a similar activity exists with another clock says only that they look alike', () => {
  const upload = walk({ name: 'uploaded', at: NOON }, { similarActivity: match('time-zone-shift', NOON + 49_500_000) });
  expect(textOf(upload)).toBe(
    'Intervals.icu already had “Walk”, which looks like the same activity in another time zone, 13 h 45 min apart.',
  );
});

test('a recording of a file with several shows by how much its clock was off', () => {
  const sessions = [NOON - 6_000_000, NOON].map(startMs => ({ sport: 'walk' as const, startMs }));
  const held: NeededInput = { why: 'possible-duplicate', match: match('time-zone-shift', NOON - 7_200_000) };
  const upload = walk({ name: 'held', ...held }, { recording: { format: 'fit', sessions, warnings: [] } });
  expect(textOf(upload)).toContain('in another time zone, 2 h apart');
});

test('a queued upload that failed before shows why, and when it is tried again', () => {
  const state: Upload['state'] = { name: 'queued', dueAt: NOON + 60_000, problem: { kind: 'server-down' } };
  expect(textOf(walk(state))).toMatch(/^Intervals\.icu has a server problem\..* Retrying at /);
});

const openers = { event: 1, name: 'Openers' };
const tempo = { event: 2, name: 'Tempo' };

test.each<[string, Partial<Upload>, string[]]>([
  ['fits one', { plannedWorkouts: [openers] }, ['Matches “Openers”, planned for that day.']],
  [
    'that fits several planned workouts',
    { plannedWorkouts: [openers, tempo] },
    ['Matches “Openers” or “Tempo”, planned for that day.'],
  ],
  [
    'that fits a planned workout without a name',
    { plannedWorkouts: [{ event: 1, name: '' }] },
    ['Matches an unnamed workout, planned for that day.'],
  ],
  [
    'that is paired with one of several',
    { plannedWorkouts: [openers, tempo], pairWith: 2 },
    ['Paired with “Tempo”, planned for that day.'],
  ],
  ['nothing was planned', {}, []],
])('an uploaded recording shows its planned workouts: one %s', (_, over, said) => {
  expect(
    getUploadMessages(walk({ name: 'uploaded', at: NOON }, over), undefined, NOON).map(({ text }) => text),
  ).toEqual(said);
});
