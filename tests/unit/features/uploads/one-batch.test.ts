import { describe, expect, test } from 'vitest';
import { fitFile, gpxFile, tcxFile } from '../../../fixtures/recordings.ts';
import { addAndDrain, CAPTURE, DAY, emulator, PERSON, START, uploads } from '../../../support/uploads-driver.ts';

const spec = { startMs: START, durationSecs: 1800 };
const file = (bytes: Uint8Array<ArrayBuffer>, name = 'ride.fit') => new File([bytes], name);
const states = async () => (await uploads()).map(({ state }) => state.name).toSorted();

/** A ride whose id is a month newer than its points, so that it may have begun at both. */
const doubtful = (startMs: number) =>
  file(
    new TextEncoder().encode(
      new TextDecoder()
        .decode(tcxFile({ ...spec, startMs: START - 30 * DAY }))
        .replace(/<Id>.*?<\/Id>/, `<Id>${new Date(startMs).toISOString()}</Id>`),
    ),
    'doubtful.tcx',
  );

describe('A4 recordings of one batch', () => {
  test('by two models of devices that were started together are a question, as if the first was there before', async () => {
    const recordings = [
      file(fitFile({ ...spec, product: 3122 })),
      file(fitFile({ ...spec, product: 4440, seed: 2 }), 'watch.fit'),
    ];
    await addAndDrain(recordings, CAPTURE);

    expect(await states()).toEqual(['held', 'uploaded']);
  });

  test('in two formats of one device are one activity', async () => {
    await addAndDrain([file(fitFile(spec)), file(tcxFile(spec), 'ride.tcx'), file(gpxFile(spec), 'ride.gpx')], CAPTURE);

    expect(await states()).toEqual(['duplicate', 'duplicate', 'uploaded']);
  });
});

describe('A6 a recording that may have begun at two times', () => {
  test('is compared at both with an activity that Intervals.icu hides', async () => {
    emulator.seed.activity({ file: fitFile(spec), source: 'GARMIN_CONNECT' });
    emulator.hideActivities(() => 'stub');
    await addAndDrain([doubtful(START)], PERSON);

    expect((await uploads())[0]?.state).toMatchObject({ name: 'held', match: { kind: 'hidden' } });
  });
});
