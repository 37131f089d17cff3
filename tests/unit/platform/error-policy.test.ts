import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { storage } from 'wxt/utils/storage';
import {
  getExportAfterProblem,
  getItemAfterProblem,
  isAccountProblem,
} from '../../../lib/features/activity-export/export-failure.ts';
import { setbackOf as missingSetback } from '../../../lib/features/backfill/backfill-job.ts';
import { withOperationLog } from '../../../lib/features/calendar/create-event.ts';
import { deleteOperation, getRecentOperations } from '../../../lib/features/calendar/operation-log.ts';
import { deleteSnapshot } from '../../../lib/features/change-feed/feed-store.ts';
import { syncOnce } from '../../../lib/features/change-feed/feed-sync.ts';
import { takeSnapshot } from '../../../lib/features/change-feed/poll-feed.ts';
import { changeFeedSettings } from '../../../lib/features/change-feed/settings.ts';
import { concernsAllUploads, getUploadPolicy, transition } from '../../../lib/features/uploads/transition.ts';
import {
  getNextMorning,
  getStateAfterSync,
  needsNotification,
} from '../../../lib/features/workout-folder/folder-schedule.ts';
import { retryDelayMs } from '../../../lib/platform/error-policy.ts';
import type { CircuitBreaker } from '../../../lib/platform/jobs/circuit-breaker.ts';
import { Problem, type ProblemKind } from '../../../lib/platform/problem.ts';
import { type Athlete, fetchAthlete } from '../../../lib/services/intervals/athlete.ts';
import { getBreaker, recordApiFailure, retryApiNow } from '../../../lib/services/intervals/circuit-breaker.ts';
import type { Client } from '../../../lib/services/intervals/client.ts';
import { withSession } from '../../../lib/services/intervals/session.ts';
import { NOON, someUpload } from '../../support/some-upload.ts';
import { emulator } from '../../support/uploads-driver.ts';
import { BETTER, NEVER_MET } from './error-policy-changes.ts';

/** Every kind of problem, read from the source of `lib/platform/problem.ts`: types do not exist at run time. */
const KINDS = [...readFileSync('lib/platform/problem.ts', 'utf8').matchAll(/^ {2}\| '([\w-]+)'/gm)].map(
  ([, kind]) => kind as ProblemKind,
);

/** What each feature did about each kind before there was a policy, one line for each kind. The head of the file explains its words. */
const [COLUMNS = [], ...ROWS] = readFileSync('tests/unit/platform/error-policy.txt', 'utf8')
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
  await changeFeedSettings.update({ watchChanges: true });
});

test('the snapshot has a line for every kind of problem', () => {
  expect([...RECORDED.keys()]).toEqual(KINDS);
});

test('every listed change starts from the answer in the snapshot', () => {
  const unlike = changes.filter(({ kind, answer, from }) => RECORDED.get(kind)?.[answer] !== from);
  expect(unlike).toEqual([]);
});

describe('every feature answers a problem as before the policy, or as the list of changes says', () => {
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

/** An upload whose request was running. */
function uploadAnswers(kind: ProblemKind): Answers {
  const sending = someUpload({ state: { name: 'sending', since: NOON }, unconfirmedRequests: 1 });
  const { state, unconfirmedRequests } = transition(sending, { type: 'problem', problem: { kind } }, NOON);
  return {
    upload: state.name === 'queued' ? 'retry' : 'fail',
    sent: unconfirmedRequests === 0 ? 'no' : 'maybe',
  };
}

/** All uploads: after an upload had the problem, after another request had it, and the pause after ten failures. */
async function outboxAnswers(kind: ProblemKind): Promise<Answers> {
  await resetBreaker();
  await recordApiFailure({ kind }, getUploadPolicy(kind));
  const outbox = await describeBreaker();
  await resetBreaker();
  vi.stubGlobal('fetch', () => Promise.reject(new Problem(kind)));
  await withSession(({ client }) => fetchAthlete(client).catch(() => undefined));
  vi.stubGlobal('fetch', emulator.fetch);
  const request = await describeBreaker();
  return {
    all: concernsAllUploads(kind) ? 'yes' : 'no',
    outbox,
    longest: minutes(retryDelayMs({ kind }, 10)),
    request,
  };
}

/** What the breaker keeps from being sent, also after a click. */
async function describeBreaker(): Promise<string> {
  const { blocked, backoff, failureCount } = await getBreaker();
  if (blocked) return 'stop';
  if (backoff) return (await retryApiNow()).backoff ? 'pause, fixed' : 'pause';
  return failureCount > 0 ? 'count' : '-';
}

function missingAnswer(kind: ProblemKind): string {
  const setback = missingSetback({ kind }, 0);
  if (typeof setback === 'string') return setback === 'failed' ? 'fail' : setback;
  return `retry ${minutes(setback.waitMs)}${setback.isOwnFault ? ', counted' : ''}`;
}

/** An export of many files: when one file has the problem, and when all have it. */
function downloadAnswers(kind: ProblemKind): Answers {
  const item = getItemAfterProblem({ kind }, 0);
  const closed: CircuitBreaker = { paused: false, failureCount: 0 };
  const [afterItem, afterOwn] = [0, undefined].map(tries => getExportAfterProblem(closed, { kind }, tries, NOON));
  const ofItem = { failed: 'fail', fileless: 'no-file', waiting: '', done: '' }[item.state ?? 'waiting'];
  return {
    file: afterItem?.blocked ? 'stop' : ofItem || (item.tries ? 'retry, counted' : 'pause'),
    download: afterOwn?.blocked ? 'stop' : 'pause',
    connecting: isAccountProblem({ kind }) ? 'ends it' : '-',
  };
}

function folderAnswers(kind: ProblemKind): Answers {
  const { nextAtMs } = getStateAfterSync({ failureCount: 0 }, { problem: { kind } }, 5, NOON);
  return {
    folder: nextAtMs === getNextMorning(5, NOON) ? 'tomorrow' : 'retry',
    notify: needsNotification(kind) ? 'yes' : 'no',
  };
}

/** Whether an unfinished operation on the calendar may have been done. */
async function calendarAnswer(kind: ProblemKind): Promise<string> {
  const { id: athlete } = emulator.athlete;
  const change = { kind: 'added', day: '2026-11-25' } as const;
  const deed = { id: 'deed', athlete, batch: 'b', atMs: Date.now(), name: 'Easy', change };
  await withOperationLog(deed, () => Promise.reject(new Problem(kind))).catch(() => undefined);
  const [left] = await getRecentOperations(athlete);
  await deleteOperation(deed.id);
  return left ? 'maybe' : 'no';
}

/** The change feed: while uploads are blocked by the problem, and when one of its three lists is refused with it. */
async function changesAnswers(kind: ProblemKind): Promise<Answers> {
  await storage.setItem('local:circuit-breaker', { paused: false, failureCount: 0, blocked: { kind } });
  await deleteSnapshot();
  emulator.clearRequests();
  await syncOnce();
  const reads = emulator.requests.length > 0;
  const client = { send: () => Promise.reject(new Problem(kind)) } as unknown as Client;
  const athlete = { id: 'i1', timezone: 'UTC' } as Athlete;
  const list = await takeSnapshot(client, athlete, NOON, undefined).then(
    () => 'skip',
    () => 'fail',
  );
  return { news: reads ? 'read' : 'wait', list };
}

const resetBreaker = () => storage.setItem('local:circuit-breaker', { paused: false, failureCount: 0 });

const minutes = (ms: number): string => `${ms / 60_000}m`;
