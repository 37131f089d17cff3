import { beforeEach, describe, expect, test, vi } from 'vitest';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { type NeededInput, NO_BATCH, type Upload, type UploadState } from '../../../../lib/features/uploads/upload.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { uploadDatabase } from '../../../../lib/features/uploads/upload-database.ts';
import {
  countUploads,
  deleteFinishedUploads,
  getDueUploads,
  getNextDueAt,
  getUpload,
  listUploads,
} from '../../../../lib/features/uploads/upload-store.ts';
import { NOON, someUpload } from '../../../support/some-upload.ts';
import { addAndDrain, emulator, only, ride } from '../../../support/uploads-driver.ts';

const put = async (row: object) => void (await (await uploadDatabase()).put('uploads', row));

beforeEach(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await outbox.pauseUploads();
  await uploadQueue.trigger();
});

const MATCH = { id: 'i1', kind: 'same-start' } as const;

const STATES: UploadState[] = [
  { name: 'queued', dueAt: NOON },
  { name: 'queued', dueAt: NOON, problem: { kind: 'timeout', retryAfterMs: 5 } },
  { name: 'sending', since: NOON },
  { name: 'uploaded', at: NOON },
  { name: 'duplicate', at: NOON, matchKind: 'same-file' },
  { name: 'failed', problem: { kind: 'refused', detail: 'No' } },
  ...(
    [
      { why: 'possible-duplicate', match: MATCH },
      { why: 'could-not-check' },
      { why: 'not-a-recording', what: 'course' },
      { why: 'account-changed' },
      { why: 'doubtful' },
      { why: 'needs-file' },
      { why: 'review' },
    ] satisfies NeededInput[]
  ).map(held => ({ name: 'held' as const, ...held })),
];

describe('S14 a stored upload', () => {
  test.each(STATES)('in the state $name is read as it was stored ($why)', async state => {
    const full: Partial<Upload> = {
      title: 'Morning',
      description: 'Easy',
      externalId: '12',
      checked: { nearbyActivityIds: ['i2'] },
      activities: [{ id: 'i3', name: 'Ride', startMs: NOON }],
      createdIds: ['i3'],
      similarActivity: MATCH,
      plannedWorkouts: [{ event: 7, name: 'Tempo' }],
      pairWith: 7,
    };
    for (const upload of [someUpload({ state }), someUpload({ state, digest: 'd2', ...full })]) {
      await put(upload);
      expect(await getUpload(upload.id)).toEqual(upload);
    }
    const { recording: _, ...file } = someUpload({ state, digest: 'd3' });
    await put(file);
    expect(await getUpload(file.id)).toEqual(file);
  });

  test('keeps fields that only another version knows, through a change', async () => {
    const upload = { ...someUpload(), ofAnotherVersion: { deep: [1] } };
    await put(upload);
    await outbox.sendReviewed(upload.id, { title: 'New', description: '' });
    expect(await (await uploadDatabase()).get('uploads', upload.id)).toMatchObject({ ofAnotherVersion: { deep: [1] } });
  });

  test('with a problem of an unknown kind says that something unexpected happened', async () => {
    const upload = someUpload();
    await put({ ...upload, state: { name: 'failed', problem: { kind: 'of-a-newer-version', detail: 7 } } });
    expect((await getUpload(upload.id))?.state).toEqual({ name: 'failed', problem: { kind: 'unexpected' } });
  });

  test('loses a damaged fact alone', async () => {
    const upload = someUpload();
    const sessions = [{ sport: 'ride', startMs: 1e300, durationSecs: Number.POSITIVE_INFINITY, distanceM: 'far' }];
    await put({ ...upload, title: 5, recording: { ...upload.recording, sessions } });
    expect(await getUpload(upload.id)).toMatchObject({ recording: { sessions: [{ sport: 'ride' }] } });
    expect((await getUpload(upload.id))?.recording?.sessions[0]).not.toHaveProperty('startMs', 1e300);
  });
});

const DAMAGES: [string, (row: Upload) => object][] = [
  ['of an unknown state', row => ({ ...row, state: { name: 'on-the-moon' } })],
  ['of a state that lacks its facts', row => ({ ...row, state: { name: 'held', why: 'possible-duplicate' } })],
  ['of an unknown question', row => ({ ...row, state: { name: 'held', why: 'is-it-yours' } })],
  ['without a state', ({ state: _, ...row }) => row],
  ['with a state that is no object', row => ({ ...row, state: 7 })],
  ['that is queued without an athlete', ({ athlete: _, ...row }) => row],
  ['with a recording that is none', row => ({ ...row, recording: 'ride' })],
  ['with an impossible time', row => ({ ...row, addedAt: 8.64e15 + 1 })],
  ['without a time', ({ addedAt: _, ...row }) => row],
  ['with nothing but its id', ({ id }) => ({ id })],
];

describe('S14 an upload that cannot be read', () => {
  test.each(DAMAGES)('%s is listed as such beside the others, and can be removed', async (_, damage) => {
    const good = someUpload({ digest: 'good', state: { name: 'held', why: 'review' } });
    const bad = someUpload({ digest: 'bad' });
    await put(good);
    await put(damage(bad));

    const listed = await listUploads(9);
    expect(listed).toHaveLength(2);
    expect(listed.find(({ id }) => id === good.id)).toEqual(good);
    expect(listed.find(({ id }) => id === bad.id)?.state).toEqual({
      name: 'failed',
      problem: { kind: 'unreadable-row' },
    });
    await outbox.removeUploads([bad.id]);
    expect(await listUploads(9)).toEqual([good]);
  });

  test('does not keep the others from being sent, and is due no more', async () => {
    const { athlete: _, ...bad } = someUpload({ digest: 'bad', state: { name: 'queued', dueAt: 0 } });
    await put(bad);
    await addAndDrain([ride()]);
    await outbox.resumeUploads();
    await uploadQueue.trigger();

    expect(emulator.activities()).toHaveLength(1);
    expect(await getDueUploads(Date.now(), 1)).toEqual([]);
    expect(await getNextDueAt()).toBeUndefined();
    expect(await countUploads()).toMatchObject({ queued: 0, uploaded: 1, failed: 1 });
  });

  test('and was being sent is not “Sending” for ever', async () => {
    const { athlete: _, ...bad } = someUpload({ state: { name: 'sending', since: NOON } });
    await put(bad);
    await uploadQueue.trigger();
    expect(await countUploads()).toMatchObject({ sending: 0, failed: 1 });
  });

  test('is not among those that “Retry all” would send', async () => {
    const { athlete: _, ...bad } = someUpload({ digest: 'bad', state: { name: 'sending', since: NOON } });
    await put(bad);
    await uploadQueue.trigger();
    expect(await countUploads(NO_BATCH)).toMatchObject({ failed: 1 });
  });

  test('makes room for the same bytes when they are added again', async () => {
    await addAndDrain([ride()]);
    await put({ ...(await only()), recording: 'ride' });
    await addAndDrain([ride()]);
    expect((await only()).state.name).toBe('queued');
  });

  test('is not taken for history, and does not end the cleaning of it', async () => {
    await put({ ...someUpload({ digest: 'bad', state: { name: 'uploaded', at: 0 } }), recording: 7 });
    await put(someUpload({ digest: 'old', state: { name: 'uploaded', at: 0 } }));
    expect(await deleteFinishedUploads(Date.now() + 1)).toBe(1);
    expect(await listUploads(9)).toHaveLength(1);
  });

  test('is found among thousands, however few are asked for', async () => {
    for (let n = 0; n < 30; n += 1) await put(someUpload({ digest: `d${n}`, addedAt: NOON + n }));
    await put({ id: 'bad' });
    expect(await listUploads(30)).toHaveLength(30);
    expect((await listUploads(31)).at(-1)).toMatchObject({ id: 'bad' });
    expect(await listUploads(5, ({ state }) => state.name === 'failed')).toMatchObject([{ id: 'bad' }]);
  });
});
