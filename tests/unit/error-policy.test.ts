import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { storage } from 'wxt/utils/storage';
import { setbackOf as downloadSetback, isOfAccount } from '../../lib/activities/setback.ts';
import { lookOnce } from '../../lib/changes/look.ts';
import { takeSnapshot } from '../../lib/changes/poll.ts';
import { forgetSeen } from '../../lib/changes/store.ts';
import { connected } from '../../lib/connected.ts';
import { retryDelayMs } from '../../lib/error-policy.ts';
import type { Athlete } from '../../lib/intervals/athlete.ts';
import { whoAmI } from '../../lib/intervals/athlete.ts';
import type { Client } from '../../lib/intervals/client.ts';
import { setbackOf as missingSetback } from '../../lib/missing/job.ts';
import { concernsAllUploads, follow, getGate, tryAgain } from '../../lib/outbox/gate.ts';
import { transition } from '../../lib/outbox/transition.ts';
import { Problem, type ProblemKind } from '../../lib/problem.ts';
import { changeSettings } from '../../lib/settings.ts';
import { needsNotification, nextMorning, stateAfter } from '../../lib/workouts/folder/schedule.ts';
import { doing } from '../../lib/workouts/plan/create.ts';
import { forgetDeed, lastDeeds } from '../../lib/workouts/plan/store.ts';
import { NOON, someUpload } from '../support/some-upload.ts';
import { emulator } from '../support/uploads-driver.ts';
import { BETTER, NEVER_MET } from './error-policy-changes.ts';

/** Every kind of problem, as `lib/problem.ts` lists them: a type is gone when this runs. */
const KINDS = [...readFileSync('lib/problem.ts', 'utf8').matchAll(/^ {2}\| '([\w-]+)'/gm)].map(
  ([, kind]) => kind as ProblemKind,
);

/** What each feature did about each kind before there was a policy, a line a kind. The head of the file explains its words. */
const [COLUMNS = [], ...ROWS] = readFileSync('tests/unit/error-policy.txt', 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map(line => line.trim().split(/\s*\|\s*/));

type Answers = Record<string, string>;

const changes = [...BETTER, ...NEVER_MET].flatMap(({ answers, kinds, from, to }) =>
  answers.split(' ').flatMap(answer => kinds.split(' ').map(kind => ({ kind, answer, from, to }))),
);

const RECORDED = new Map<string, Answers>(
  ROWS.map(([kind = '', ...cells]) => [
    kind,
    Object.fromEntries(COLUMNS.slice(1).map((column, at) => [column, cells[at] ?? ''])),
  ]),
);

beforeEach(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  await changeSettings({ watchChanges: true });
});

test('every kind of problem has a line', () => {
  expect([...RECORDED.keys()]).toEqual(KINDS);
});

test('every changed answer had the answer from which it is said to have changed', () => {
  const unlike = changes.filter(({ kind, answer, from }) => RECORDED.get(kind)?.[answer] !== from);
  expect(unlike).toEqual([]);
});

describe('each feature answers a problem as it did before there was a policy, or better', () => {
  test.each(KINDS)('%s', async kind => {
    const better = changes.filter(change => change.kind === kind);
    expect({
      ...uploadAnswers(kind),
      ...(await outboxAnswers(kind)),
      missing: missingAnswer(kind),
      ...downloadAnswers(kind),
      ...folderAnswers(kind),
      calendar: await calendarAnswer(kind),
      ...(await changesAnswers(kind)),
    }).toEqual({
      ...RECORDED.get(kind),
      ...Object.fromEntries(better.map(({ answer, to }) => [answer, to])),
    });
  });
});

/** An upload whose request was under way. */
function uploadAnswers(kind: ProblemKind): Answers {
  const sending = someUpload({ state: { name: 'sending', since: NOON }, lost: 1 });
  const { state, lost } = transition(sending, { type: 'problem', problem: { kind } }, NOON);
  return { upload: state.name === 'queued' ? 'retry' : 'fail', sent: lost === 0 ? 'no' : 'maybe' };
}

/** The outbox as a whole: after an upload met it, after any other request did, and how long it pauses after ten failures. */
async function outboxAnswers(kind: ProblemKind): Promise<Answers> {
  await resetGate();
  await follow({ kind });
  const followed = await getGate();
  const afterClick = await tryAgain();
  const outbox = followed.stopped
    ? 'stop'
    : followed.waiting
      ? afterClick.waiting
        ? 'pause, fixed'
        : 'pause'
      : followed.strikes > 0
        ? 'count'
        : '-';
  await resetGate();
  vi.stubGlobal('fetch', () => Promise.reject(new Problem(kind)));
  await connected().then(({ client }) => whoAmI(client).catch(() => undefined));
  vi.stubGlobal('fetch', emulator.fetch);
  const request = (await getGate()).stopped ? 'stop' : '-';
  return {
    all: concernsAllUploads(kind) ? 'yes' : 'no',
    outbox,
    longest: minutes(retryDelayMs({ kind }, 10)),
    request,
  };
}

function missingAnswer(kind: ProblemKind): string {
  const setback = missingSetback({ kind }, 0);
  if (typeof setback === 'string') return setback === 'failed' ? 'fail' : setback;
  return `retry ${minutes(setback.waitMs)}${setback.isOwnFault ? ', counted' : ''}`;
}

/** A download of many files: with one of them, and with none in particular. */
function downloadAnswers(kind: ProblemKind): Answers {
  const { item, download } = downloadSetback({ kind }, 0, 0, NOON);
  const ofItem = { failed: 'fail', fileless: 'no-file', waiting: '', done: '' }[item.state ?? 'waiting'];
  return {
    file: download.stopped ? 'stop' : ofItem || (item.tries ? 'retry, counted' : 'pause'),
    download: downloadSetback({ kind }, undefined, 0, NOON).download.stopped ? 'stop' : 'pause',
    connecting: isOfAccount({ kind }) ? 'ends it' : '-',
  };
}

function folderAnswers(kind: ProblemKind): Answers {
  const { nextAtMs } = stateAfter({ strikes: 0 }, { problem: { kind } }, 5, NOON);
  return {
    folder: nextAtMs === nextMorning(5, NOON) ? 'tomorrow' : 'retry',
    notify: needsNotification(kind) ? 'yes' : 'no',
  };
}

/** Whether something that was begun on the calendar may have been done. */
async function calendarAnswer(kind: ProblemKind): Promise<string> {
  const { id: athlete } = emulator.athlete;
  const what = { kind: 'added', day: '2026-11-25' } as const;
  const deed = { id: 'deed', athlete, batch: 'b', atMs: Date.now(), name: 'Easy', what };
  await doing(deed, () => Promise.reject(new Problem(kind))).catch(() => undefined);
  const [left] = await lastDeeds(athlete);
  await forgetDeed(deed.id);
  return left ? 'maybe' : 'no';
}

/** News: while the outbox is stopped for this, and where one of the three lists is refused for it. */
async function changesAnswers(kind: ProblemKind): Promise<Answers> {
  await storage.setItem('local:gate', { paused: false, strikes: 0, stopped: { kind } });
  await forgetSeen();
  emulator.clearRequests();
  await lookOnce();
  const reads = emulator.requests.length > 0;
  const client = { send: () => Promise.reject(new Problem(kind)) } as unknown as Client;
  const athlete = { id: 'i1', timezone: 'UTC' } as Athlete;
  const list = await takeSnapshot(client, athlete, NOON).then(
    () => 'skip',
    () => 'fail',
  );
  return { news: reads ? 'read' : 'wait', list };
}

const resetGate = () => storage.setItem('local:gate', { paused: false, strikes: 0 });

const minutes = (ms: number): string => `${ms / 60_000}m`;
