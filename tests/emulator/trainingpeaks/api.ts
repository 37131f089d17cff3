import { fitWorkoutFile } from '../../fixtures/recordings.ts';
import type { Reply, Route, SiteRequest } from '../site.ts';
import type { Accounts } from './accounts.ts';
import type { DeviceFile, Workout } from './workout.ts';

/**
 * Calls that need a bearer token. Another athlete's id is refused before any of them. Paths:
 * https://github.com/robertgregorywest/trainingpeaks-api and https://github.com/freekode/tp2intervals
 */
export const routes: readonly Route<Handler>[] = [
  ['GET', '/users/v3/user', ({ accounts, reader }) => json(200, userOf(accounts, reader))],
  ['GET', '/fitness/v6/athletes/:athlete/workouts/:id/details', call => theWorkout(call, detailsOf)],
  ['GET', '/fitness/v6/athletes/:athlete/workouts/:id/rawfiledata/:file', call => download(call, 'files')],
  ['GET', '/fitness/v6/athletes/:athlete/workouts/:id/attachments/:file/raw', call => download(call, 'attachments')],
  ['GET', '/fitness/v6/athletes/:athlete/workouts/:id/fordevice/fit', call => theWorkout(call, planOf)],
  // Last: two dates look like an id and a word.
  ['GET', '/fitness/v6/athletes/:athlete/workouts/:from/:to', listWorkouts],
];

/** A call with a valid token. */
export interface Call {
  readonly request: SiteRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly accounts: Accounts;
  /** The person whose token it is. */
  readonly reader: number;
  /** Those of the athlete in the path. */
  readonly workouts: readonly Workout[];
}

export type Handler = (call: Call) => Reply;

/**
 * The token endpoint: it accepts the cookie alone, and refuses an Authorization header.
 * https://github.com/pablo-albaladejo/kaiord (2026-07)
 */
export function token(request: SiteRequest, accounts: Accounts, tokenlessWhenSignedOut: boolean): Reply {
  const athlete = accounts.signedIn(request);
  if (athlete === undefined && tokenlessWhenSignedOut) return json(200, { success: false, token: null });
  if (athlete === undefined || request.headers.authorization !== undefined) return unauthorized;
  return json(200, {
    success: true,
    token: { access_token: accounts.issueToken(athlete), token_type: 'bearer', expires_in: accounts.tokenLifeSecs },
    athleteId: athlete,
    userId: athlete,
    username: 'moexample',
  });
}

function userOf({ kind, roster }: Accounts, userId: number) {
  const athletes = [userId, ...roster].map(athleteId => ({
    athleteId,
    firstName: 'Mo',
    lastName: 'Example',
  }));
  return {
    user: { userId, personId: userId, userName: 'moexample', firstName: 'Mo', lastName: 'Example', athletes },
    accountStatus: { isAthlete: kind !== 'coach', isPremium: kind !== 'basic' },
  };
}

function listWorkouts({ params, workouts }: Call): Reply {
  const { from = '', to = '' } = params;
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (Number.isNaN(days) || days < 0) return json(400, { Message: 'The request is invalid.' });
  if (days > LONGEST_RANGE_DAYS) return json(400, { Message: 'The date range is too large.' });
  const rows = workouts
    .map(({ row }) => row)
    .filter(({ workoutDay }) => workoutDay >= from && workoutDay.slice(0, 10) <= to);
  return json(
    200,
    rows.toSorted((a, b) => a.workoutDay.localeCompare(b.workoutDay)),
  );
}

function theWorkout(call: Call, answer: (workout: Workout) => Reply): Reply {
  const workout = call.workouts.find(({ id }) => String(id) === call.params.id);
  return workout ? answer(workout) : notFound;
}

function detailsOf({ id, files, attachments }: Workout): Reply {
  return json(200, {
    workoutId: id,
    workoutDeviceFileInfos: files.map(({ fileId, fileName }) => ({ fileId, fileSystemId: null, fileName })),
    attachmentFileInfos: attachments.map(({ fileId, fileName }) => ({ fileId, fileName, contentType: null })),
  });
}

/** Whether a basic account is really refused here is not known; the text is that of another endpoint. */
function download(call: Call, kind: 'files' | 'attachments'): Reply {
  if (call.accounts.kind === 'basic') return text(403, 'Download is allowed only from premium and coach accounts');
  return theWorkout(call, workout => {
    const found = workout[kind].find(({ fileId }) => String(fileId) === call.params.file);
    return found ? fileReply(found) : notFound;
  });
}

/** A plan for the device: FIT, and no recording. */
function planOf({ id, title }: Workout): Reply {
  return fileReply({ fileId: 0, fileName: `${id}.fit`, bytes: fitWorkoutFile(title) });
}

function fileReply({ fileName, bytes }: DeviceFile): Reply {
  const disposition = `attachment; filename="${fileName}"`;
  return {
    status: 200,
    headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': disposition },
    body: bytes,
  };
}

/** A JSON reply. */
export function json(status: number, value: unknown): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

function text(status: number, body: string): Reply {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body };
}

/** No token, or an expired one. */
export const unauthorized = json(401, { Message: 'Authorization has been denied for this request.' });
const notFound = json(404, { Message: 'Not Found' });

/** No known client asks for more than 90 days; here a longer range is refused. */
const LONGEST_RANGE_DAYS = 90;
