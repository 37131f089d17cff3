import { beforeEach, describe, expect, test } from 'vitest';
import { inspectFile } from '../../../../../lib/formats/recordings/inspect-file.ts';
import { type PlainProblem, Problem } from '../../../../../lib/platform/problem.ts';
import { DAY, HOUR } from '../../../../../lib/platform/time.ts';
import type { ListedSiteActivity } from '../../../../../lib/services/sites/site.ts';
import { trainingpeaks } from '../../../../../lib/services/sites/trainingpeaks/trainingpeaks.ts';
import { emulatorForTests } from '../../../../emulator/for-tests.ts';
import type { Workout } from '../../../../emulator/trainingpeaks/workout.ts';
import type { Visitor } from '../../../../emulator/visitor.ts';
import { fitFile } from '../../../../fixtures/recordings.ts';
import { noTab, tabWith } from '../../../../support/site-tab.ts';

const emulator = await emulatorForTests();
let visitor: Visitor;

beforeEach(() => {
  visitor = emulator.visitor();
});

const signIn = () => visitor.add(emulator.trainingPeaks.signIn().cookies);
const named = ({ id, athleteId, title }: Workout) => ({
  id: String(id),
  athlete: String(athleteId),
  name: title,
});
const app = (mayFetch = false) => tabWith(visitor, 'https://app.trainingpeaks.com/', '', mayFetch);
const sentFrom = () => new Set(emulator.requests.map(({ headers }) => headers['sec-fetch-site']));

const expectProblem = (work: Promise<unknown>, { kind, ...facts }: Partial<PlainProblem>) =>
  expect(work).rejects.toMatchObject({ kind, facts: { site: 'TrainingPeaks', ...facts } });

describe('the device file', () => {
  test('is fetched by the background where it has permission', async () => {
    signIn();
    const workout = emulator.trainingPeaks.workout({ title: '3 x 12 min' });

    const { files, name } = await trainingpeaks.fetchOriginal(named(workout), noTab(visitor));

    expect(name).toBe('3 x 12 min');
    expect(files[0]?.name).toBe(workout.files[0]?.fileName);
    const [file] = files;
    if (!file) throw new Error('no file');
    expect(await Array.fromAsync(inspectFile(file))).toMatchObject([{ verdict: 'recording' }]);
    expect(sentFrom()).toEqual(new Set(['none']));
  });

  test('is fetched in the page where the background has no permission', async () => {
    signIn();
    const workout = emulator.trainingPeaks.workout();
    const { files } = await trainingpeaks.fetchOriginal(named(workout), app());
    expect(files).toHaveLength(1);
    expect(sentFrom()).toEqual(new Set(['same-site']));
  });

  test('is fetched in the page where the cookie is partitioned', async () => {
    emulator.trainingPeaks.partitionedCookies = true;
    signIn();
    const workout = emulator.trainingPeaks.workout();
    await expectProblem(trainingpeaks.fetchOriginal(named(workout), noTab(visitor)), { kind: 'signed-out' });
    expect((await trainingpeaks.fetchOriginal(named(workout), app(true))).files).toHaveLength(1);
  });

  test('is read where it was unpacked on the way, whatever its name says', async () => {
    signIn();
    const workout = emulator.trainingPeaks.workout({ files: [{ unpackedOnTheWay: true }] });
    const { files } = await trainingpeaks.fetchOriginal(named(workout), app());
    const [file] = files;
    if (!file) throw new Error('no file');
    expect(await Array.fromAsync(inspectFile(file))).toMatchObject([
      { verdict: 'recording', recording: { format: 'fit' } },
    ]);
  });

  test('of several is offered with the others, FIT first, and the chosen one is fetched', async () => {
    signIn();
    const startMs = Date.UTC(2026, 2, 1, 7);
    const workout = emulator.trainingPeaks.workout({
      files: [
        { fileId: 5, fileName: 'watch.tcx', recording: fitFile({ startMs, seed: 1 }) },
        { fileId: -7, fileName: 'computer.FIT.gz', recording: fitFile({ startMs, seed: 2 }) },
      ],
    });
    const choices = await trainingpeaks.listFiles?.(named(workout), app());
    expect(choices).toEqual([
      { id: '-7', name: 'computer.FIT.gz' },
      { id: '5', name: 'watch.tcx' },
    ]);
    const best = await trainingpeaks.fetchOriginal(named(workout), app());
    const chosen = await trainingpeaks.fetchOriginal({ ...named(workout), file: '5' }, app());
    expect([best, chosen].map(({ files }) => files[0]?.name)).toEqual(['computer.FIT.gz', 'watch.tcx']);
  });

  test('of a coached athlete is fetched for the coach', async () => {
    emulator.trainingPeaks.account = 'coach';
    emulator.trainingPeaks.addAthlete(77);
    signIn();
    const workout = emulator.trainingPeaks.workout({ athleteId: 77 });
    expect((await trainingpeaks.fetchOriginal(named(workout), app())).files).toHaveLength(1);
  });
});

describe('a failed request to TrainingPeaks is reported', () => {
  const page = 'https://home.trainingpeaks.com/login';

  test.each([false, true])('when signed out (as a success without a token: %s)', async tokenless => {
    emulator.trainingPeaks.tokenlessWhenSignedOut = tokenless;
    const workout = emulator.trainingPeaks.workout();
    await expectProblem(trainingpeaks.fetchOriginal(named(workout), app()), { kind: 'signed-out', page });
  });

  test('when a new token expires at once too; the first is replaced', async () => {
    signIn();
    const workout = emulator.trainingPeaks.workout();
    emulator.fail({ match: { path: /rawfiledata/ }, reply: { status: 401 } });
    expect((await trainingpeaks.fetchOriginal(named(workout), noTab(visitor))).files).toHaveLength(1);
    emulator.fail({ match: { path: /rawfiledata/ }, times: 'always', reply: { status: 401 } });
    await expectProblem(trainingpeaks.fetchOriginal(named(workout), noTab(visitor)), {
      kind: 'signed-out',
      page,
    });
  });

  test.each(['planned', 'manual'] as const)('when there is no recording: %s', async state => {
    signIn();
    const workout = emulator.trainingPeaks.workout({ state });
    await expectProblem(trainingpeaks.fetchOriginal(named(workout), app()), { kind: 'no-recording' });
  });

  test('when the account is a basic one', async () => {
    emulator.trainingPeaks.account = 'basic';
    signIn();
    const workout = emulator.trainingPeaks.workout();
    await expectProblem(trainingpeaks.fetchOriginal(named(workout), app()), { kind: 'premium-only' });
  });

  test('when the workout is another athlete’s', async () => {
    signIn();
    const workout = emulator.trainingPeaks.workout({ athleteId: 99 });
    await expectProblem(trainingpeaks.fetchOriginal(named(workout), app()), { kind: 'not-yours' });
  });

  test('when the site limits, fails or has changed', async () => {
    signIn();
    const workout = emulator.trainingPeaks.workout();
    const match = { path: /details/ };
    emulator.fail({ match, reply: { status: 429, headers: { 'retry-after': '7' } } });
    await expectProblem(trainingpeaks.fetchOriginal(named(workout), noTab(visitor)), {
      kind: 'site-rate-limited',
      retryAfterMs: 7000,
    });
    emulator.fail({ match, reply: { status: 502 } });
    await expectProblem(trainingpeaks.fetchOriginal(named(workout), noTab(visitor)), { kind: 'site-down' });
    emulator.fail({ match, reply: { status: 200, body: '<html>' } });
    await expectProblem(trainingpeaks.fetchOriginal(named(workout), noTab(visitor)), {
      kind: 'page-changed',
    });
  });

  test('when there is neither a page nor permission', async () => {
    await expectProblem(trainingpeaks.fetchOriginal({ id: '1', athlete: '2' }, noTab(visitor, false)), {
      kind: 'no-access',
    });
  });
});

test('the workout list has what was done between two moments, newest first, at most 90 days at a time', async () => {
  signIn();
  const start = Date.UTC(2026, 0, 1, 5);
  for (let n = 0; n < 230; n += 1)
    emulator.trainingPeaks.workout({ startMs: start + n * DAY, utcOffsetHours: 2, durationSecs: 60 });
  emulator.trainingPeaks.workout({ startMs: start + DAY, state: 'planned' });

  const pages: ListedSiteActivity[][] = [];
  for await (const page of trainingpeaks.listActivities?.(start, start + 220 * DAY, app()) ?? []) pages.push(page);
  const all = pages.flat();

  const starts = all.map(({ startMs }) => startMs);
  expect(starts).toEqual(starts.toSorted((a, b) => b - a));
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all).toHaveLength(221);
  expect(all.at(-1)).toMatchObject({
    localMs: start + 2 * HOUR,
    zoneUnknown: true,
    athlete: String(emulator.trainingPeaks.athleteId),
    sport: 'ride',
    durationSecs: 60,
  });
});

describe('A3 the session of the tab is used, and not that of the background', () => {
  const THEIRS = 77;
  let tabVisitor: Visitor;

  /** A tab of one person, and the background of another, who allowed it to fetch. */
  const otherTab = () => ({
    ...tabWith(tabVisitor, 'https://app.trainingpeaks.com/', '', true),
    fetch: visitor.background,
  });

  beforeEach(() => {
    tabVisitor = emulator.visitor();
    signIn();
  });

  const listAll = async () => {
    const rows: ListedSiteActivity[] = [];
    const year = [Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31)] as const;
    for await (const page of trainingpeaks.listActivities?.(...year, otherTab()) ?? []) rows.push(...page);
    return rows.map(({ name }) => name);
  };

  test('for the list', async () => {
    emulator.trainingPeaks.workout({ title: 'Mine' });
    emulator.trainingPeaks.workout({ title: 'Theirs', athleteId: THEIRS });
    tabVisitor.add(emulator.trainingPeaks.signIn(THEIRS).cookies);
    expect(await listAll()).toEqual(['Theirs']);
    expect(sentFrom()).toEqual(new Set(['same-site']));
  });

  test('for a file', async () => {
    const theirs = emulator.trainingPeaks.workout({ athleteId: THEIRS });
    const mine = emulator.trainingPeaks.workout();
    tabVisitor.add(emulator.trainingPeaks.signIn(THEIRS).cookies);
    expect((await trainingpeaks.fetchOriginal(named(theirs), otherTab())).files).toHaveLength(1);
    expect(await trainingpeaks.listFiles?.(named(theirs), otherTab())).toHaveLength(1);
    await expectProblem(trainingpeaks.fetchOriginal(named(mine), otherTab()), { kind: 'not-yours' });
    expect(sentFrom()).toEqual(new Set(['same-site']));
  });

  test('and where nobody is signed in there, nothing of the background’s account is taken', async () => {
    const mine = emulator.trainingPeaks.workout();
    const page = 'https://home.trainingpeaks.com/login';
    await expectProblem(trainingpeaks.fetchOriginal(named(mine), otherTab()), { kind: 'signed-out', page });
    await expectProblem(listAll(), { kind: 'signed-out', page });
    expect(sentFrom()).toEqual(new Set(['same-site']));
  });

  test('but where the page cannot ask the API, the background does, for it may only where both have one session', async () => {
    const mine = emulator.trainingPeaks.workout();
    const unable = { ...otherTab(), runInPage: () => Promise.reject(new Problem('no-access')) };
    expect((await trainingpeaks.fetchOriginal(named(mine), unable)).files).toHaveLength(1);
    await expect(trainingpeaks.fetchOriginal(named(mine), { ...unable, mayFetch: false })).rejects.toMatchObject({
      kind: 'no-access',
    });
  });
});
