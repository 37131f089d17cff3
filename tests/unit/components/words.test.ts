import { expect, test, vi } from 'vitest';
import type { Held, Likeness, Match, Upload } from '../../../lib/outbox/upload.ts';
import type { PlainProblem } from '../../../lib/problem.ts';

await vi.hoisted(() => import('../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { sentencesFor } from '../../../components/row-words.ts';
import { LINK, wordsFor } from '../../../components/words.ts';

const NOON = Date.UTC(2026, 8, 2, 12);

const problems: [PlainProblem, RegExp][] = [
  [{ kind: 'unauthorized', detail: '401' }, /^Intervals\.icu does not know this key\. Copy it again/],
  [{ kind: 'refused', detail: 'No data in file' }, /^Intervals\.icu says: No data in file$/],
  [{ kind: 'refused', detail: '422' }, /^Intervals\.icu refused it\.$/],
  [{ kind: 'rate-limited', retryAfterMs: 90_000 }, /^Intervals\.icu asks for a pause of 2 min\.$/],
  [
    { kind: 'not-allowed', detail: 'CALENDAR:WRITE' },
    /^The access that you gave Musette does not include writing the calendar\. Connect again/,
  ],
  [{ kind: 'not-allowed' }, /does not include this\./],
  [{ kind: 'token-refused' }, /^Intervals\.icu does not accept this access\./],
  [{ kind: 'broken-file', detail: 'record 8, byte 20' }, /\(record 8, byte 20\)/],
  [{ kind: 'signed-out', site: 'Garmin Connect' }, /^Sign in to Garmin Connect first, then send it again\.$/],
  [
    { kind: 'site-rate-limited', site: 'Strava', retryAfterMs: 90_000 },
    /^Strava asks for a pause of 2 min\.$/,
  ],
  [{ kind: 'site-timeout' }, /^the site took too long\./],
  [{ kind: 'no-activity', site: 'TrainingPeaks' }, /^Open an activity on TrainingPeaks/],
  [{ kind: 'no-activity' }, /^There is no activity that Musette knows/],
  [{ kind: 'unexpected', detail: 'a {time} | b $1' }, /\(a \{time\} \| b \$1\)/],
];

test.each(problems)('%o is told in a sentence', (problem, sentence) => {
  expect(wordsFor(problem).sentence).toMatch(sentence);
});

test('whoever is signed out is led to the sign-in, and nowhere that nobody named', () => {
  const page = 'https://connect.garmin.cn/app/activities';
  expect(wordsFor({ kind: 'signed-out', site: 'Garmin Connect', page }).wayOut).toEqual({
    label: 'Sign in',
    to: page,
  });
  expect(wordsFor({ kind: 'no-tab', site: 'Strava', page }).wayOut?.label).toBe('Open Strava');
  expect(wordsFor({ kind: 'signed-out', site: 'Strava' }).wayOut).toBeUndefined();
});

test('a challenge leads to the site, a wrong key to the page where keys are', () => {
  expect(wordsFor({ kind: 'challenged' }).wayOut?.to).toBe('https://intervals.icu');
  expect(wordsFor({ kind: 'unauthorized' }).wayOut?.to).toBe('https://intervals.icu/settings');
});

const walk = (state: Upload['state'], over: Partial<Upload> = {}): Upload => ({
  id: 'a',
  athlete: 'i1',
  digest: 'd',
  name: 'walk.gpx',
  size: 1,
  origin: { door: 'disk', automatic: false },
  addedAt: NOON,
  batch: 1,
  state,
  recording: { format: 'gpx', sessions: [{ sport: 'walk', startMs: NOON }], doubts: [] },
  forced: false,
  tries: 0,
  lost: 0,
  activities: [],
  created: [],
  ...over,
});

const match = (likeness: Likeness, startMs = NOON): Match => ({ id: 'i9', name: 'Walk', startMs, likeness });

const textOf = (upload: Upload, athlete?: string) =>
  sentencesFor(upload, athlete, NOON)
    .map(({ text, link }) => text.replace(LINK, link?.label ?? LINK))
    .join(' ');

const questions: [Held, string][] = [
  [
    { why: 'possible-duplicate', match: match('same-start', NOON - 2000) },
    'Starts 2 s after “Walk”. Is it the same?',
  ],
  [
    { why: 'possible-duplicate', match: match('same-start') },
    'Starts at the same second as “Walk”. Is it the same?',
  ],
  [
    { why: 'possible-duplicate', match: match('time-zone-slip', NOON - 7_200_000) },
    'Looks like “Walk” with the clock 2 h off. Is it the same?',
  ],
  [{ why: 'account-changed' }, 'It was added for athlete i1. Send it to Mo instead?'],
  [{ why: 'not-a-recording', what: 'workout' }, 'A planned workout, not a recording.'],
];

test.each(questions)('%o asks', (held, asked) => {
  expect(textOf(walk({ name: 'held', ...held }), 'Mo')).toBe(asked);
});

test('an upload that was sent beside something like it says so, with the way there', () => {
  const upload = walk({ name: 'uploaded', at: NOON }, { resembles: match('same-start', NOON - 2000) });
  expect(textOf(upload)).toBe('There already was “Walk”, which starts 2 s earlier.');
  expect(sentencesFor(upload, undefined, NOON)[0]?.link?.to).toBe('https://intervals.icu/activities/i9');
});

test('an upload that was sent beside one whose clock was off says no more than that it looks like it', () => {
  const upload = walk(
    { name: 'uploaded', at: NOON },
    { resembles: match('time-zone-slip', NOON + 49_500_000) },
  );
  expect(textOf(upload)).toBe(
    'There already was “Walk”, which looks like this with the clock 13 h 45 min off.',
  );
});

test('of several recordings in one file, the one whose clock was off says by how much', () => {
  const sessions = [NOON - 6_000_000, NOON].map(startMs => ({ sport: 'walk' as const, startMs }));
  const held: Held = { why: 'possible-duplicate', match: match('time-zone-slip', NOON - 7_200_000) };
  const upload = walk({ name: 'held', ...held }, { recording: { format: 'fit', sessions, doubts: [] } });
  expect(textOf(upload)).toContain('with the clock 2 h off');
});

test('a queued upload that failed before says why, and when it is tried again', () => {
  const state: Upload['state'] = { name: 'queued', dueAt: NOON + 60_000, problem: { kind: 'server-down' } };
  expect(textOf(walk(state))).toMatch(/^Intervals\.icu has a problem of its own\..* Tries again at /);
});

const openers = { event: 1, name: 'Openers' };
const tempo = { event: 2, name: 'Tempo' };

test.each<[string, Partial<Upload>, string[]]>([
  ['fits one', { planned: [openers] }, ['Fits “Openers”, planned that day.']],
  ['fits several', { planned: [openers, tempo] }, ['Fits “Openers” or “Tempo”, planned that day.']],
  [
    'fits one without a name',
    { planned: [{ event: 1, name: '' }] },
    ['Fits a workout without a name, planned that day.'],
  ],
  [
    'paired with one of them',
    { planned: [openers, tempo], pairWith: 2 },
    ['Paired with “Tempo”, planned that day.'],
  ],
  ['nothing was planned', {}, []],
])('a recording that was sent tells of its plan: %s', (_, over, said) => {
  expect(
    sentencesFor(walk({ name: 'uploaded', at: NOON }, over), undefined, NOON).map(({ text }) => text),
  ).toEqual(said);
});
