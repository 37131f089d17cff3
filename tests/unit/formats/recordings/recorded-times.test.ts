import { describe, expect, test } from 'vitest';
import { PointTimes, summarizeTimes } from '../../../../lib/formats/recordings/recorded-times.ts';
import { FitWriter, fitTime } from '../../../fixtures/fit-writer.ts';
import { fitFile, gpxFile, tcxFile } from '../../../fixtures/recordings.ts';
import { inspectBytes, NOW, readRecording } from '../../../support/inspect-bytes.ts';

const START = Date.UTC(2026, 9, 3, 8);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const utf8 = (text: string) => new TextEncoder().encode(text);
const iso = (ms: number) => new Date(ms).toISOString();
const minutes = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n * MINUTE);

const gpx = (tracks: readonly (readonly (number | string)[])[], metadata = '') =>
  utf8(
    `<gpx creator="x"><metadata>${metadata}</metadata>${tracks
      .map(times => `<trk><trkseg>${times.map(trkpt).join('')}</trkseg></trk>`)
      .join('')}</gpx>`,
  );

function trkpt(time: number | string, index: number): string {
  return `<trkpt lat="46.${10 + (index % 80)}" lon="8.7"><time>${typeof time === 'number' ? iso(time) : time}</time></trkpt>`;
}

const tcx = (id: string, lapStart: string, times: readonly number[], lapSecs = 600) =>
  utf8(`<TrainingCenterDatabase><Activities><Activity Sport="Biking"><Id>${id}</Id><Lap StartTime="${lapStart}">
    <TotalTimeSeconds>${lapSecs}</TotalTimeSeconds><DistanceMeters>5000</DistanceMeters>
    <Track>${times.map(time => `<Trackpoint><Time>${iso(time)}</Time></Trackpoint>`).join('')}</Track>
    </Lap></Activity></Activities></TrainingCenterDatabase>`);

/** A FIT activity with a record at each of these seconds after the start, or at this time of FIT's clock. */
function fitOf(secs: readonly (number | { fitSecs: number })[], stated?: { startSecs: number; elapsedSecs: number }) {
  const writer = new FitWriter().message(0, 0, [
    [0, 'enum', 4],
    [4, 'uint32', fitTime(START)],
  ]);
  for (const at of secs) {
    writer.message(1, 20, [[253, 'uint32', typeof at === 'number' ? fitTime(START) + at : at.fitSecs]]);
  }
  if (stated) {
    writer.message(2, 18, [
      [253, 'uint32', fitTime(START) + 3600],
      [2, 'uint32', fitTime(START) + stated.startSecs],
      [5, 'enum', 2],
      [7, 'uint32', stated.elapsedSecs * 1000],
    ]);
  }
  return writer.finish();
}

const everyMinute = Array.from({ length: 61 }, (_, n) => n * 60);

describe('A6 one absurd time of a GPX', () => {
  const rest = minutes(START + MINUTE, 60);

  test.each([
    ['1970', '1970-01-01T00:00:00Z'],
    ['the year 0', '0000-10-03T08:00:00.000Z'],
    ['the time in front of the GPS weeks', iso(Date.UTC(1980, 0, 6))],
    ['the future', '2107-01-01T00:00:00Z'],
    ['no time at all', 'NaN-NaN-NaN'],
  ])('is left out of start and length, first or last: %s', async (_, absurd) => {
    for (const times of [
      [absurd, ...rest],
      [...rest, absurd],
      [...rest.slice(0, 30), absurd, ...rest.slice(30)],
    ]) {
      const { sessions, warnings, possibleStarts } = await readRecording(gpx([times]));

      expect(sessions).toMatchObject([{ startMs: START + MINUTE, durationSecs: 59 * 60 }]);
      expect(warnings).toEqual([]);
      expect(possibleStarts).toBeUndefined();
    }
  });

  test('is a doubt, and one more start to look at, where it could be right', async () => {
    const before = START - 48 * DAY;

    expect(await readRecording(gpx([[before, ...rest]]))).toMatchObject({
      sessions: [{ startMs: START + MINUTE, durationSecs: 59 * 60 }],
      possibleStarts: [before],
      warnings: ['odd-times'],
    });
  });

  test('leaves the length where every time is of 1970, and the time of the document to look at', async () => {
    const { sessions, warnings, possibleStarts } = await readRecording(
      gpx([minutes(0, 61)], `<time>${iso(START)}</time>`),
    );

    expect(sessions).toEqual([expect.objectContaining({ durationSecs: 3600 })]);
    expect(sessions[0]?.startMs).toBeUndefined();
    expect(possibleStarts).toEqual([START]);
    expect(warnings).toEqual(['no-date']);
  });
});

describe('A6 one absurd time of a FIT file', () => {
  test.each([
    ['the first record since switch-on', [{ fitSecs: 300 }, ...everyMinute]],
    ['the last record in 2107', [...everyMinute, { fitSecs: 0xdd000000 }]],
    ['a record in the middle', [...everyMinute.slice(0, 9), { fitSecs: 300 }, ...everyMinute.slice(9)]],
  ])('is left out of start and length: %s', async (_, secs) => {
    for (const stated of [undefined, { startSecs: 0, elapsedSecs: 3600 }]) {
      expect((await readRecording(fitOf(secs, stated))).sessions).toMatchObject([
        { startMs: START, durationSecs: 3600 },
      ]);
    }
  });

  test.each([
    ['the clock was set 48 days later', { startSecs: (-48 * DAY) / 1000, elapsedSecs: (48 * DAY) / 1000 + 3600 }],
    ['the start is local time', { startSecs: -7200, elapsedSecs: 3600 }],
    ['the start is after its records', { startSecs: 40 * 3600, elapsedSecs: 3600 }],
  ])('of its session is corrected by the records, with a doubt: %s', async (_, stated) => {
    expect(await readRecording(fitOf(everyMinute, stated))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 3600 }],
      possibleStarts: [START + stated.startSecs * 1000],
      warnings: ['odd-times'],
    });
  });

  test('records before the clock was set are left out, with a doubt', async () => {
    const early = Array.from({ length: 5 }, (_, n) => n - (48 * DAY) / 1000);

    expect(await readRecording(fitOf([...early, ...everyMinute]))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 3600 }],
      possibleStarts: [START - 48 * DAY],
      warnings: ['odd-times', 'unfinished'],
    });
  });

  test('a session may begin before its first record', async () => {
    expect(await readRecording(fitOf(everyMinute.slice(20), { startSecs: 0, elapsedSecs: 3600 }))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 3600 }],
      warnings: [],
    });
  });

  test('an elapsed time of months is no length', async () => {
    const { sessions, warnings } = await readRecording(fitOf([], { startSecs: 0, elapsedSecs: (40 * DAY) / 1000 }));

    expect(sessions[0]).not.toHaveProperty('durationSecs');
    expect(warnings).toContain('long');
  });
});

describe('A6 a length of more than two days', () => {
  test('is a doubt', async () => {
    const times = Array.from({ length: 6 }, (_, n) => START + n * 12 * HOUR);

    expect(await readRecording(gpx([times]))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 60 * 3600 }],
      warnings: ['long'],
    });
  });
});

describe('C1 a TCX whose id is not its start', () => {
  const times = minutes(START, 46);

  test('starts with its points where the id is the time of saving', async () => {
    expect(await readRecording(tcx(iso(START + 45 * MINUTE + 415), iso(START), times))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 45 * 60 }],
      possibleStarts: [START + 45 * MINUTE + 415],
      warnings: [],
    });
  });

  test('starts with its points where id and lap are hours before them, with a doubt', async () => {
    const early = iso(START - 6 * HOUR);

    expect(await readRecording(tcx(early, early, times))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 45 * 60 }],
      possibleStarts: [START - 6 * HOUR],
      warnings: ['odd-times'],
    });
  });

  test('keeps an id that is seconds before the first point, and measures from point to point', async () => {
    expect((await readRecording(tcx(iso(START - 6000), iso(START - 6000), times))).sessions).toMatchObject([
      { startMs: START - 6000, durationSecs: 45 * 60 },
    ]);
  });

  test('leaves out one point of another year', async () => {
    expect((await readRecording(tcx(iso(START), iso(START), [Date.UTC(2020, 1, 1), ...times]))).sessions).toMatchObject(
      [{ startMs: START, durationSecs: 45 * 60 }],
    );
  });

  test('starts with its lap where the id is the time of saving and there are no points', async () => {
    const saved = START + 45 * MINUTE + 9000;

    expect(await readRecording(tcx(iso(saved), iso(START), [], 2700))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 2700 }],
      possibleStarts: [saved],
      warnings: [],
    });
  });

  test('is a doubt where id and lap are hours apart and there are no points', async () => {
    expect(await readRecording(tcx(iso(START), iso(START - 6 * HOUR), []))).toMatchObject({
      sessions: [{ startMs: START }],
      possibleStarts: [START - 6 * HOUR],
      warnings: ['odd-times'],
    });
  });

  test('takes the lap where the id is absurd and there are no points', async () => {
    expect((await readRecording(tcx('1970-01-01T00:00:00Z', iso(START), []))).sessions).toMatchObject([
      { startMs: START, durationSecs: 600 },
    ]);
  });
});

describe('A6 a first point with the time of the place that a phone knew last', () => {
  const stray = START - 14 * HOUR;
  const rest = minutes(START, 90);

  test.each([
    ['GPX', () => gpx([[stray, ...rest]])],
    ['TCX', () => tcx(iso(stray), iso(stray), [stray, ...rest])],
    ['GPX, in a track of its own', () => gpx([[stray], rest])],
  ])('is a doubt, and the duplicate check looks at the other start (%s)', async (_, make) => {
    expect(await readRecording(make())).toMatchObject({ possibleStarts: [START], warnings: ['odd-times'] });
  });

  test('is not a long pause in the middle, and not one point in two', async () => {
    for (const times of [
      [...rest, ...minutes(START + 6 * HOUR, 90)],
      [START, START + 4 * HOUR],
    ]) {
      expect((await readRecording(gpx([times]))).warnings).toEqual([]);
    }
  });
});

test('A6 a recording in the year of the Buddhist calendar may have begun in the year that is meant', async () => {
  const thai = minutes(START, 30).map(ms => iso(ms).replace('2026', '2569'));

  expect(await readRecording(gpx([thai]))).toMatchObject({ possibleStarts: [START], warnings: ['future'] });
});

describe('C2 points and tracks out of order', () => {
  test('start with the earliest and end with the latest', async () => {
    const late = [START + 2 * HOUR, START + 4 * HOUR];
    const early = [START, START + HOUR];

    expect(await readRecording(gpx([late, early]))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 4 * 3600 }],
      warnings: [],
    });
  });

  test('are a doubt where all have the same time', async () => {
    expect((await readRecording(gpx([[START, START, START]]))).warnings).toEqual(['equal-times']);
  });

  test('are a doubt where they are years apart, and the duplicate check looks at each', async () => {
    const before = Date.UTC(2022, 5, 1, 7);

    expect(await readRecording(gpx([minutes(START, 30), minutes(before, 40)]))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 29 * 60 }],
      possibleStarts: [before],
      warnings: ['odd-times'],
    });
  });

  test('are one tour where the stages follow each other', async () => {
    const stages = [0, 1, 3].map(day => minutes(START + day * DAY, 300));

    expect(await readRecording(gpx(stages))).toMatchObject({
      sessions: [{ startMs: START, durationSecs: 3 * 86_400 + 299 * 60 }],
      warnings: ['long'],
    });
  });
});

describe('PointTimes', () => {
  test('reads thousands of times as one by one', () => {
    const texts = ['Z', '.000Z', '.5Z', '+02:00', ''].flatMap(zone =>
      ['08:00:00', '08:00:01', '08:59:59', '09:00:00', '8:00', '08:61:00', '08:00:60', '08.00.01'].map(
        time => `2026-10-03T${time}${zone}`,
      ),
    );
    for (const first of texts) {
      for (const second of texts) {
        const together = new PointTimes();
        together.add(first);
        together.add(second);
        const apart = [first, second].map(text => {
          const one = new PointTimes();
          one.add(text);
          return one.summarize(NOW).firstMs;
        });

        const known = apart.filter(time => time !== undefined);
        const summary = together.summarize(NOW);
        expect(summary.firstMs, `${first} ${second}`).toBe(known.length > 0 ? Math.min(...known) : undefined);
        expect(summary.lastMs, `${first} ${second}`).toBe(known.length > 0 ? Math.max(...known) : undefined);
      }
    }
  });
});

describe('summarizeTimes', () => {
  test('is bounded where every time is far from all others', () => {
    const times = Array.from({ length: 5000 }, (_, n) => Date.UTC(1991, 0, 1) + n * 2 * DAY).reverse();

    expect(summarizeTimes(times, NOW).otherStarts).toHaveLength(5);
  });
});

describe('the start of a recording', () => {
  test('is the same in all three formats', async () => {
    const spec = { startMs: START, durationSecs: 600 };
    for (const bytes of [fitFile(spec), tcxFile(spec), gpxFile(spec)]) {
      const [finding] = await inspectBytes(bytes);
      expect(finding).toMatchObject({
        recording: { sessions: [{ startMs: START, durationSecs: 600 }], warnings: [] },
      });
    }
  });
});
