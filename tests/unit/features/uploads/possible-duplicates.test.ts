import { describe, expect, test } from 'vitest';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { fitFile, gpxFile, tcxFile } from '../../../fixtures/recordings.ts';
import {
  addAndDrain,
  CAPTURE,
  DAY,
  emulator,
  json,
  only,
  posts,
  START,
  uploads,
} from '../../../support/uploads-driver.ts';

const HOUR = 3_600_000;
const spec = { startMs: START, durationSecs: 1800 };
const file = (bytes: Uint8Array<ArrayBuffer>, name = 'ride.fit') => new File([bytes], name);

/** A GPX without its first points, as when there was no fix of the GPS yet. */
function gpxAfter(secs: number): Uint8Array<ArrayBuffer> {
  const [head = '', ...points] = new TextDecoder().decode(gpxFile(spec)).split(/(?=<trkpt)/);
  return new TextEncoder().encode(head + points.slice(secs).join(''));
}

describe('A4 the same activity in another file', () => {
  const there = (change: object = {}) => emulator.seed.activity({ file: fitFile(spec), name: 'There', ...change });
  const cases: [string, () => unknown, File][] = [
    ['whose type was changed to a walk', () => there({ type: 'Walk' }), file(tcxFile(spec), 'ride.tcx')],
    ['whose type was changed to “Workout”', () => there({ type: 'Workout' }), file(tcxFile(spec), 'ride.tcx')],
    ['whose GPS had no fix for six seconds', () => there(), file(gpxAfter(6), 'late.gpx')],
    ['whose GPS had no fix for four minutes', () => there(), file(gpxAfter(240), 'late.gpx')],
    [
      'of a second device that was started 45 s later',
      () => there(),
      file(fitFile({ startMs: START + 45_000, durationSecs: 1755, serial: 77 })),
    ],
    [
      'two hours off',
      () => there({ start_date: new Date(START + 2 * HOUR).toISOString() }),
      file(gpxFile(spec), 'x.gpx'),
    ],
  ];

  test.each(cases)('%s is held when it was captured automatically', async (_, seed, recording) => {
    seed();
    await addAndDrain([recording], CAPTURE);

    expect((await only()).state).toMatchObject({ name: 'held', why: 'possible-duplicate', match: { name: 'There' } });
    expect(posts()).toHaveLength(0);
  });

  test.each(cases)('%s is sent when a person chose it, and says what was there', async (_, seed, recording) => {
    seed();
    await addAndDrain([recording]);

    expect(await only()).toMatchObject({ state: { name: 'uploaded' }, similarActivity: { name: 'There' } });
  });

  test.each([
    ['the same ride a day later', { startMs: START + DAY }],
    ['the way home', { startMs: START + 9 * HOUR + 127_000, durationSecs: 1840 }],
    ['the next of two', { startMs: START + 1_830_000 }],
  ])('is not %s', async (_, change) => {
    there();
    await addAndDrain([file(fitFile({ ...spec, ...change }))], CAPTURE);

    expect((await only()).state.name).toBe('uploaded');
  });
});

test('Seen beside: a doubtful recording that the athlete sends anyway is compared with Intervals.icu', async () => {
  emulator.seed.activity({ file: fitFile(spec), name: 'There' });
  const unzoned = new TextDecoder().decode(tcxFile(spec)).replaceAll('.000Z<', '.000<').replaceAll('.000Z"', '.000"');
  await addAndDrain([file(new TextEncoder().encode(unzoned), 'no-zone.tcx')], CAPTURE);
  expect((await only()).state).toMatchObject({ name: 'held', why: 'doubtful' });

  await outbox.sendAnyway((await only()).id);
  await uploadQueue.trigger();
  expect(emulator.activities()).toHaveLength(1);
});

describe('A12 a multisport recording that becomes fewer activities than it has sessions', () => {
  const legs = [
    { startMs: START, sport: 'swim', durationSecs: 300 },
    { startMs: START + 310_000, sport: 'transition', durationSecs: 60, seed: 2 },
    { startMs: START + 380_000, sport: 'ride', durationSecs: 900, seed: 3 },
    { startMs: START + 1_290_000, sport: 'transition', durationSecs: 60, seed: 4 },
    { startMs: START + 1_360_000, sport: 'run', durationSecs: 400, seed: 5 },
  ] as const;
  const triathlon = () =>
    new File(
      legs.map(leg => fitFile(leg)),
      'triathlon.fit',
    );
  const accept = (...ids: string[]) => {
    const activities = ids.map(id => ({ icu_athlete_id: emulator.athlete.id, id }));
    emulator.fail({ match: { method: 'POST' }, reply: json(201, { icu_athlete_id: emulator.athlete.id, activities }) });
  };
  const starts = async () => (await uploads()).flatMap(({ activities }) => activities.map(({ startMs }) => startMs));

  test('gives each activity its own start when the counts agree', async () => {
    accept('i1', 'i2', 'i3', 'i4', 'i5');
    await addAndDrain([triathlon()]);

    expect(await starts()).toEqual(legs.map(({ startMs }) => startMs));
  });

  test('gives no activity the start of another one when the file begins with the newest', async () => {
    await addAndDrain([new File([fitFile(legs[4]), fitFile(legs[0])], 'newest first.fit')]);

    const [upload] = await uploads();
    expect(upload?.activities).toHaveLength(2);
    for (const { id, startMs } of upload?.activities ?? []) {
      const there = emulator.activities().find(activity => activity.id === id);
      expect(startMs ?? Date.parse(there?.start_date ?? '')).toBe(Date.parse(there?.start_date ?? ''));
    }
  });

  test('leaves out the transitions when Intervals.icu did', async () => {
    accept('i1', 'i2', 'i3');
    await addAndDrain([triathlon()]);

    expect(await starts()).toEqual([legs[0].startMs, legs[2].startMs, legs[4].startMs]);
  });

  test('gives no activity the start of another one, and looks at Intervals.icu again before the next file', async () => {
    accept('i1', 'i2');
    await outbox.pauseUploads();
    await addAndDrain([triathlon()]);
    await outbox.resumeUploads();
    await uploadQueue.trigger();
    expect(await starts()).toEqual([undefined, undefined]);

    const before = emulator.requests.filter(({ method }) => method === 'GET').length;
    for (const leg of legs) emulator.seed.activity({ file: fitFile(leg) });
    await addAndDrain([file(gpxFile(legs[2]), 'bike.gpx')]);
    expect(emulator.requests.filter(({ method }) => method === 'GET').length).toBeGreaterThan(before);
    expect((await uploads()).map(({ state }) => state.name).toSorted()).toEqual(['duplicate', 'uploaded']);
  });
});
