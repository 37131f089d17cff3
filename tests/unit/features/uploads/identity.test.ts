import { describe, expect, test } from 'vitest';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { fitFile, makeZip } from '../../../fixtures/recordings.ts';
import { addAndDrain, CAPTURE, DAY, emulator, only, posts, START, uploads } from '../../../support/uploads-driver.ts';

const HOUR = 3_600_000;
const recording = (name: string, startMs = START, durationSecs = 600) =>
  new File([fitFile({ startMs, durationSecs })], name);

const states = async () => (await uploads()).map(({ state }) => state.name);
const ids = () => emulator.activities().map(({ external_id }) => external_id);

describe('A1 two recordings whose names say the same number', () => {
  test.each([
    ['a date, saved twice on one day', 'activity_20261003.fit', 'activity_20261003 (1).fit', 6 * HOUR],
    [
      'a date, six hours and some minutes apart',
      'activity_20261003.fit',
      'activity_20261003.fit',
      6 * HOUR + 7 * 60_000,
    ],
    ['a counter, a day apart', 'activity_12345.fit', 'activity_12345.fit', DAY],
    ['a date with the hour', 'activity_2026100308.fit', 'activity_2026100308.fit', DAY],
    ['a number of ten digits, a day apart', '1234567890_ACTIVITY.fit', '1234567890_ACTIVITY (1).fit', DAY],
  ])('are both uploaded when it is %s', async (_, first, second, apartMs) => {
    await addAndDrain([recording(first)]);
    await addAndDrain([recording(second, START + apartMs, 900)]);

    expect(await states()).toEqual(['uploaded', 'uploaded']);
    expect(emulator.activities()).toHaveLength(2);
  });

  test('leave no number that is not Garmin’s on Intervals.icu', async () => {
    await addAndDrain([recording('activity_20261003.fit')]);
    await addAndDrain([
      new File([makeZip([{ name: 'ride.fit', bytes: fitFile({ startMs: START + DAY }) }])], '20261004.zip'),
    ]);

    expect(ids()).toEqual([null, null]);
  });

  test('are a question when the second was captured automatically, and the number is not sent with it', async () => {
    await addAndDrain([recording('1234567890_ACTIVITY.fit')]);
    await addAndDrain([recording('1234567890_ACTIVITY (1).fit', START + DAY, 900)], CAPTURE);
    const [held] = (await uploads()).filter(({ state }) => state.name === 'held');
    expect(held?.state).toMatchObject({ why: 'possible-duplicate', match: { kind: 'id-only' } });
    expect(posts()).toHaveLength(1);

    await outbox.sendAnyway(held?.id ?? '');
    await addAndDrain([]);
    expect(ids().toSorted()).toEqual(['1234567890', null]);
  });

  test('show what was there when a person chose the second, and the number is not sent with it', async () => {
    await addAndDrain([recording('1234567890_ACTIVITY.fit')]);
    await addAndDrain([recording('1234567890_ACTIVITY (1).fit', START + DAY, 900)]);

    expect((await uploads()).map(({ similarActivity }) => similarActivity?.kind)).toContain('id-only');
    expect(ids().toSorted()).toEqual(['1234567890', null]);
  });
});

describe('A1 one activity of Garmin', () => {
  test.each(['1234567890', '1234567890_ACTIVITY.fit', 'garmin:1234567890'])(
    'is not sent again when Intervals.icu knows it as %s, and its start and length fit',
    async external_id => {
      const file = fitFile({ startMs: START, durationSecs: 560 });
      emulator.seed.activity({ file, source: 'GARMIN_CONNECT', external_id });
      await addAndDrain([recording('activity_1234567890.fit')]);

      expect(posts()).toHaveLength(0);
      expect((await only()).state).toMatchObject({ name: 'duplicate', matchKind: 'same-id' });
    },
  );
});

test('Seen beside: a file that was wrongly recognised is compared afresh when it is added under another name', async () => {
  const there = emulator.seed.activity({
    file: fitFile({ startMs: START, durationSecs: 560 }),
    external_id: '1234567890',
  });
  await addAndDrain([recording('activity_1234567890.fit')]);
  expect((await only()).state).toMatchObject({ name: 'duplicate', matchKind: 'same-id' });

  await addAndDrain([recording('my ride.fit')]);
  expect(await only()).toMatchObject({
    name: 'my ride.fit',
    state: { name: 'uploaded' },
    similarActivity: { id: there.id, kind: 'same-start' },
  });
});
