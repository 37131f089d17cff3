import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_UPLOAD_TRIES, transition } from '../../../../lib/features/uploads/transition.ts';
import { isUploadDone, type Upload, type UploadEvent } from '../../../../lib/features/uploads/upload.ts';
import { backoffMs } from '../../../../lib/platform/error-policy.ts';
import type { ProblemKind } from '../../../../lib/platform/problem.ts';
import { HOUR, SECOND } from '../../../../lib/platform/time.ts';
import { NOON, someUpload } from '../../../support/some-upload.ts';

const run = (upload: Upload, ...events: UploadEvent[]): Upload =>
  events.reduce((current, event) => transition(current, event, NOON + SECOND), upload);

const checked: UploadEvent = { type: 'checked', nearbyActivityIds: ['i1'] };
const sent: UploadEvent = { type: 'sent' };
const problem = (kind: ProblemKind): UploadEvent => ({ type: 'problem', problem: { kind } });
const answer = (isNew: boolean, id: string): UploadEvent => ({
  type: 'accepted',
  isNew,
  activities: [{ id }],
});

describe('an upload', () => {
  test('that is accepted as new is uploaded, and can be undone', () => {
    const upload = run(someUpload(), checked, sent, answer(true, 'i9'));

    expect(upload.state.name).toBe('uploaded');
    expect(upload.createdIds).toEqual(['i9']);
  });

  test('that Intervals.icu knew already is a duplicate, and cannot be undone', () => {
    const upload = run(someUpload(), checked, sent, answer(false, 'i1'));

    expect(upload.state).toMatchObject({ name: 'duplicate', matchKind: 'same-file' });
    expect(upload.activities).toEqual([{ id: 'i1' }]);
    expect(upload.createdIds).toEqual([]);
  });

  test('recognises its own activity when it is sent again after a lost answer', () => {
    const upload = run(someUpload(), checked, sent, { type: 'interrupted' }, sent, answer(false, 'i9'));

    expect(upload.state.name).toBe('uploaded');
    expect(upload.createdIds).toEqual(['i9']);
  });

  test('S17 says that it only presumes an activity to be its own after a lost answer', () => {
    const sending = someUpload({
      state: { name: 'sending', since: NOON },
      unconfirmedRequests: 2,
      checked: { nearbyActivityIds: [] },
    });
    const accept = (isNew: boolean) =>
      transition(sending, { type: 'accepted', isNew, activities: [{ id: 'i1' }] }, NOON).isPresumedOwn;
    expect(accept(false)).toBe(true);
    expect(accept(true)).toBeUndefined();
  });

  test('does not claim an activity that was there before a lost answer', () => {
    const upload = run(someUpload(), checked, sent, problem('timeout'), sent, answer(false, 'i1'));

    expect(upload.state.name).toBe('duplicate');
    expect(upload.createdIds).toEqual([]);
  });

  test('that was refused before it was processed claims nothing', () => {
    const upload = run(someUpload(), checked, sent, problem('rate-limited'), sent, answer(false, 'i9'));

    expect(upload.state.name).toBe('duplicate');
  });

  test('that was never checked for duplicates claims nothing after a lost answer', () => {
    const upload = run(someUpload(), { type: 'checked' }, sent, { type: 'interrupted' }, sent, answer(false, 'i9'));

    expect(upload.createdIds).toEqual([]);
  });

  test('is queued again after a problem that may pass, with a longer pause each time', () => {
    const waits = [0, 1, 2, 3].map(tries => {
      const { state } = run(someUpload({ tries }), sent, problem('server-down'));
      return state.name === 'queued' ? state.dueAt - NOON : 0;
    });

    expect(waits.every((wait, n) => wait > 2 * SECOND * 2 ** n)).toBe(true);
    expect(backoffMs(50, 1)).toBe(HOUR);
  });

  test('fails after many tries, and at once when trying again cannot help', () => {
    expect(run(someUpload({ tries: MAX_UPLOAD_TRIES - 1 }), sent, problem('server-down')).state.name).toBe('failed');
    expect(run(someUpload(), sent, problem('refused')).state).toMatchObject({
      name: 'failed',
      problem: { kind: 'refused' },
    });
  });

  test('that waits for its next try is due at once when the athlete asks or the network is back', () => {
    const waiting = run(someUpload(), sent, problem('unreachable'), { type: 'hurried' });

    expect(waiting.state).toMatchObject({
      name: 'queued',
      dueAt: NOON + SECOND,
      problem: { kind: 'unreachable' },
    });
  });

  test('uses up no tries while the whole outbox waits', () => {
    const upload = run(someUpload(), sent, { type: 'problem', problem: { kind: 'offline' }, retryInMs: 0 });

    expect(upload).toMatchObject({ tries: 0, state: { name: 'queued', dueAt: NOON + SECOND } });
  });

  test('that is added again is checked again, and keeps the activities that it created', () => {
    const done = run(someUpload(), checked, sent, answer(true, 'i9'));
    const again = run(done, { type: 'came-again', upload: someUpload({ batch: 7 }) });

    expect(again).toMatchObject({
      batch: 7,
      createdIds: ['i9'],
      activities: [{ id: 'i9' }],
      unconfirmedRequests: 0,
    });
    expect(again.checked).toBeUndefined();
  });

  test('that the athlete sends to another account is compared with its activities, and keeps nothing of the first account', () => {
    const created = { unconfirmedRequests: 2, createdIds: ['i9'], activities: [{ id: 'i9' }], skipChecks: true };
    const held = run(someUpload(created), { type: 'held', held: { why: 'account-changed' } });

    expect(run(held, { type: 'send-anyway', athlete: 'i2' })).toEqual({
      ...someUpload({ id: held.id, athlete: 'i2' }),
      state: { name: 'queued', dueAt: expect.any(Number) },
    });
  });
});

describe('C3 an upload that the athlete sends although it looked like something else', () => {
  test.each([{ why: 'not-a-recording', what: 'other', format: 'fit' } as const, { why: 'doubtful' } as const])(
    'is still compared with Intervals.icu where its start is known: $why',
    held => {
      const upload = run(someUpload(), { type: 'held', held });

      expect(run(upload, { type: 'send-anyway', athlete: 'i123456' })).toMatchObject({
        state: { name: 'queued' },
        skipChecks: false,
      });
    },
  );

  test('is sent without a comparison where nothing is known, or where that was the question', () => {
    const { recording: _, ...unknown } = run(someUpload(), {
      type: 'held',
      held: { why: 'not-a-recording', what: 'other', format: 'fit' },
    });
    const unchecked = run(someUpload(), { type: 'held', held: { why: 'could-not-check' } });

    for (const upload of [unknown, unchecked]) {
      expect(run(upload, { type: 'send-anyway', athlete: 'i123456' }).skipChecks).toBe(true);
    }
  });
});

describe('Seen beside: an upload that was recognised as an activity', () => {
  const found = run(someUpload({ externalId: '21000000001' }), {
    type: 'found',
    match: { id: 'i1', kind: 'same-activity' },
  });

  test('forgets it when it is added again, for it may be another one', () => {
    expect(run(found, { type: 'came-again', upload: someUpload() }).activities).toEqual([]);
  });

  test('remembers it when Intervals.icu itself recognised the file', () => {
    const known = run(someUpload(), checked, sent, answer(false, 'i1'));

    expect(known.state).toMatchObject({ name: 'duplicate', matchKind: 'same-file' });
    expect(run(known, { type: 'came-again', upload: someUpload() }).activities).toEqual([{ id: 'i1' }]);
  });
});

describe('A1 an upload that is added again under another name', () => {
  const recording = { format: 'fit', sessions: [{ sport: 'ride' }], warnings: [] } as const;
  const named = someUpload({
    externalId: '21000000001',
    recording: { ...recording, sessions: [...recording.sessions], warnings: [], garminId: '21000000001' },
  });

  test('gets that name, and loses the ID that only its name had', () => {
    const done = run(named, checked, sent, answer(true, 'i9'));
    const again = run(done, { type: 'came-again', upload: someUpload({ name: 'ride.fit' }) });

    expect(again.name).toBe('ride.fit');
    expect(again.externalId).toBeUndefined();
  });

  test('keeps an ID that a site gave', () => {
    const done = run(someUpload({ externalId: '21000000002' }), checked, sent, answer(true, 'i9'));

    expect(run(done, { type: 'came-again', upload: someUpload() }).externalId).toBe('21000000002');
    expect(run(done, { type: 'came-again', upload: named }).externalId).toBe('21000000001');
  });
});

test('A1 an ID that another activity has is not sent', () => {
  const held = run(someUpload({ externalId: '21000000001' }), {
    type: 'held',
    held: { why: 'possible-duplicate', match: { id: 'i1', kind: 'id-only' } },
  });

  expect(run(held, { type: 'send-anyway', athlete: held.athlete }).externalId).toBeUndefined();
});

describe('A13 an upload that waits for an answer', () => {
  const unconfirmed = someUpload({ batch: 0, state: { name: 'held', why: 'unconfirmed' } });
  const confirmed = (athlete: string, review = false): UploadEvent => ({
    type: 'confirmed',
    athlete,
    batch: 3,
    review,
  });

  test('is queued and compared when it is wanted, and once only', () => {
    const upload = run(unconfirmed, confirmed('i123456'));
    expect(upload).toMatchObject({ batch: 3, skipChecks: false, state: { name: 'queued' } });
    expect(run(upload, { type: 'sent' }, confirmed('i123456')).state.name).toBe('sending');
  });

  test('asks again when another athlete is connected', () => {
    expect(run(unconfirmed, confirmed('i2')).state).toEqual({ name: 'held', why: 'account-changed' });
  });

  test('asks for its file when that was dropped, and is neither retried nor sent without it', () => {
    const dropped = run(unconfirmed, { type: 'file-dropped' });
    expect(dropped.state).toEqual({ name: 'held', why: 'needs-file', isDropped: true });
    expect(run(dropped, { type: 'retry' }, { type: 'send-anyway', athlete: 'i123456' }, confirmed('i123456'))).toBe(
      dropped,
    );
  });
});

describe('any sequence of events', () => {
  const events: fc.Arbitrary<UploadEvent> = fc.oneof(
    fc.constantFrom<UploadEvent>(
      checked,
      sent,
      { type: 'interrupted' },
      { type: 'retry' },
      { type: 'send-anyway', athlete: 'i123456' },
      { type: 'held', held: { why: 'could-not-check' } },
      { type: 'held', held: { why: 'review' } },
      { type: 'held', held: { why: 'unconfirmed' } },
      { type: 'confirmed', athlete: 'i123456', batch: 2, review: false },
      { type: 'file-dropped' },
      { type: 'reviewed', title: 'Ride', description: '' },
      { type: 'found', match: { id: 'i1', kind: 'same-id' } },
      { type: 'came-again', upload: someUpload({ batch: 2 }) },
    ),
    fc.constantFrom<ProblemKind>('offline', 'server-down', 'refused', 'rate-limited', 'unreadable-reply').map(problem),
    fc.tuple(fc.boolean(), fc.constantFrom('i1', 'i9')).map(([isNew, id]) => answer(isNew, id)),
  );

  test('never makes an older activity undoable, unless the API called it new', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 25, size: 'max' }), all => {
        const claimedNew = all.some(event => event.type === 'accepted' && event.isNew);
        const upload = run(someUpload(), ...all);
        return claimedNew || !upload.createdIds.includes('i1');
      }),
    );
  });

  test('leaves a finished upload with its activity, and counts each request as unconfirmed until it is answered', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 25, size: 'max' }), all => {
        const upload = run(someUpload(), ...all);
        if (isUploadDone(upload)) expect(upload.activities.length).toBeGreaterThan(0);
        if (upload.state.name === 'sending') expect(upload.unconfirmedRequests).toBeGreaterThan(0);
        expect(upload.unconfirmedRequests).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('ignores an event that does not fit, and returns the same object', () => {
    const upload = someUpload();

    expect(transition(upload, answer(true, 'i9'), NOON)).toBe(upload);
    expect(transition(upload, { type: 'interrupted' }, NOON)).toBe(upload);
  });
});
