import {
  listActivities,
  type UploadDetails,
  type Uploaded,
  uploadActivity,
} from '../intervals/activities.ts';
import type { Activity } from '../intervals/activity.ts';
import type { Client } from '../intervals/client.ts';
import { Problem } from '../problem.ts';
import { concernsAllUploads } from './gate.ts';
import { findLike, idsNear, isExact } from './likeness.ts';
import { changeUpload, dueUploads, getFile } from './store.ts';
import { surroundings } from './surroundings.ts';
import { getUploadPolicy, transition } from './transition.ts';
import type { ActivityRef, Upload, UploadEvent } from './upload.ts';

/** Failed looks at Intervals.icu before an upload is sent, or held, without one. */
const CHECK_TRIES = 3;

/** How many waiting uploads one look may cover. */
const LOOK_AHEAD = 5000;

/** Carries the uploads of one athlete to Intervals.icu, with one key. */
export function sender(client: Client, athleteId: string) {
  const there = surroundings((fromMs, toMs) => listActivities(client, athleteId, fromMs, toMs));
  const waiting = () => dueUploads(Date.now(), LOOK_AHEAD);
  const inTurn = lookAlikesInTurn();

  /** What is around the upload; undefined where that cannot be known. */
  async function look(upload: Upload): Promise<Activity[] | undefined> {
    try {
      return await there.around(upload, waiting);
    } catch (thrown) {
      const problem = Problem.from(thrown);
      // Asked again, it would be refused again.
      if (problem.kind === 'refused' || problem.kind === 'not-found') return undefined;
      if (concernsAllUploads(problem.kind) || upload.tries + 1 < CHECK_TRIES) throw problem;
      return undefined;
    }
  }

  /** Compares the upload with what is there, and records what follows: go on, done already, or a question. */
  async function check(upload: Upload): Promise<Upload | undefined> {
    const activities = await look(upload);
    const match = activities && findLike(upload, activities);
    if (match && isExact(match.likeness)) return await record(upload, { type: 'found', match });
    if (upload.origin.automatic && match) {
      return await record(upload, { type: 'held', held: { why: 'possible-duplicate', match } });
    }
    if (upload.origin.automatic && !activities) {
      return await record(upload, { type: 'held', held: { why: 'could-not-check' } });
    }
    const near = activities && idsNear(upload, activities);
    return await record(upload, {
      type: 'checked',
      ...(near && { near }),
      ...(match && { resembles: match }),
    });
  }

  /** Which of them another program may have brought, while the answer to an earlier request was lost. */
  async function foreignAmong(ids: string[], upload: Upload): Promise<string[]> {
    if (upload.lost < 2) return [];
    there.forget();
    const activities = await there.around(upload, waiting).catch(() => []);
    return ids.filter(id => !activities?.some(activity => activity.id === id && activity.uploaded));
  }

  async function post(upload: Upload, file: File): Promise<Uploaded> {
    try {
      return await uploadActivity(client, athleteId, file, detailsOf(upload));
    } catch (thrown) {
      // Intervals.icu may have made an activity of it that no list shows yet.
      if (getUploadPolicy(Problem.from(thrown).kind).sideEffect === 'unknown') there.forget();
      throw thrown;
    }
  }

  async function checkAndSend(upload: Upload): Promise<void> {
    // After a lost request the list would show what this very upload made.
    const mayLook = !upload.forced && !(upload.checked && upload.lost > 0);
    const checked = mayLook ? await check(upload) : upload;
    if (checked?.state.name !== 'queued') return;
    const file = await getFile(checked);
    if (!file) throw new Problem('file-unreadable');
    const sending = await record(checked, { type: 'sent' });
    if (sending?.state.name !== 'sending') return;

    const { isNew, ids } = await post(sending, file);
    const foreign = isNew ? [] : await foreignAmong(ids, sending);
    await record(sending, {
      type: 'accepted',
      isNew,
      activities: ids.map((id, n) => refOf(id, n, sending)),
      foreign,
    });
    for (const [n, id] of ids.entries()) there.add(activityOf(id, n, sending));
  }

  return {
    /**
     * Checks one queued upload and sends it.
     * @throws {Problem} whatever kept it from arriving; the row still says `queued` or `sending` then
     */
    async carry(upload: Upload): Promise<void> {
      if (upload.athlete === athleteId) await inTurn(upload, () => checkAndSend(upload));
      else await record(upload, { type: 'held', held: { why: 'account-changed' } });
    },

    /** What was read of Intervals.icu does not hold any more. */
    lookAfresh: there.forget,
  };
}

export type Sender = ReturnType<typeof sender>;

const record = (upload: Upload, event: UploadEvent): Promise<Upload | undefined> =>
  changeUpload(upload.id, current => transition(current, event, Date.now()));

const detailsOf = ({ title, description, externalId, pairWith }: Upload): UploadDetails => ({
  ...(title && { name: title }),
  ...(description && { description }),
  ...(externalId && { externalId }),
  ...(pairWith !== undefined && { pairWith }),
});

/** The n-th activity that Intervals.icu made of an upload, named as far as the upload knows. */
function refOf(id: string, n: number, { title, recording }: Upload): ActivityRef {
  const startMs = recording?.sessions[n]?.startMs;
  return { id, ...(title && { name: title }), ...(startMs !== undefined && { startMs }) };
}

function activityOf(id: string, n: number, upload: Upload): Activity {
  const { sport = 'other', durationSecs, distanceM } = upload.recording?.sessions[n] ?? {};
  return {
    ...refOf(id, n, upload),
    sport,
    uploaded: true,
    stravaStub: false,
    ...(durationSecs !== undefined && { elapsedSecs: durationSecs }),
    ...(distanceM !== undefined && { distanceM }),
    ...(upload.externalId && { externalId: upload.externalId }),
  };
}

/** Look-alikes go one after the other: compared at once, each would find nothing and both would be sent. */
function lookAlikesInTurn() {
  const underWay = new Map<Upload, Promise<void>>();
  return (upload: Upload, work: () => Promise<void>): Promise<void> => {
    const before = [...underWay].filter(([other]) => areAlike(upload, other)).map(([, going]) => going);
    const going = Promise.allSettled(before)
      .then(work)
      .finally(() => underWay.delete(upload));
    underWay.set(upload, going);
    return going;
  };
}

/** Whether two uploads may be one recording in two files: the ride as FIT and as GPX. */
const areAlike = (upload: Upload, other: Upload): boolean =>
  findLike(
    upload,
    (other.recording?.sessions ?? []).map((_, n) => activityOf('', n, other)),
  ) !== undefined;
