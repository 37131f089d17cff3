import { getFitManufacturerName, getFitSportName, getFitSubSportName } from 'fit-file-parser/profile';
import { describe, expect, test } from 'vitest';
import { FIT_MANUFACTURERS, FIT_SPORTS, FIT_SUB_SPORTS } from '../../../../lib/formats/fit/fit-profile.ts';
import { joinBytes } from '../../../fixtures/archives.ts';
import { FitWriter, fitCrc, fitTime } from '../../../fixtures/fit-writer.ts';
import { fitFile, fitFileOfType, fitWorkoutFile } from '../../../fixtures/recordings.ts';
import { describeVerdict, getFault, inspectBytes, readRecording } from '../../../support/inspect-bytes.ts';

const START = Date.UTC(2026, 2, 1, 7);
const RIDE = { startMs: START, durationSecs: 60 };
const ride = fitFile(RIDE);

/** A FIT writer with the file_id of an activity. */
function activity(): FitWriter {
  return new FitWriter().message(0, 0, [
    [0, 'enum', 4],
    [4, 'uint32', fitTime(START)],
  ]);
}

function record(secs: number) {
  return [[253, 'uint32', fitTime(START) + secs]] as const;
}

describe('a FIT recording', () => {
  test.each([
    ['little endian', fitFile(RIDE)],
    ['big endian', fitFile(RIDE, { bigEndian: true })],
    ['with the header of 12 bytes', fitFile(RIDE, { headerSize: 12 })],
  ])('is read %s', async (_, bytes) => {
    expect(await readRecording(bytes, 'ride.fit')).toEqual({
      format: 'fit',
      device: { manufacturer: 'Garmin', product: '3122', serial: '3900000001' },
      sessions: [
        {
          sport: 'ride',
          sportName: 'cycling/road',
          startMs: START,
          durationSecs: 60,
          distanceM: expect.closeTo(504, -2),
        },
      ],
      warnings: [],
    });
  });

  test('is read without a header checksum', async () => {
    const bytes = ride.slice();
    bytes.set([0, 0], 12);

    // The file's checksum covers the header's, so it changes too.
    expect(await getFault(bytes)).toBe('file CRC');
    expect(await getFault(resealed(bytes))).toBe('recording fit');
  });

  test.each([
    ['run', 'run', 'running'],
    ['swim', 'swim', 'swimming/open water'],
    ['walk', 'walk', 'walking'],
  ] as const)('names its sport: %s', async (sport, family, sportName) => {
    expect((await readRecording(fitFile({ ...RIDE, sport }))).sessions[0]).toMatchObject({
      sport: family,
      sportName,
    });
  });

  test('takes its facts from its records, with a warning, when it has no session', async () => {
    const writer = activity().message(3, 12, [[0, 'enum', 1]]);
    for (const secs of [5, 6, 65]) {
      writer.message(1, 20, [...record(secs), [5, 'uint32', secs * 300]]);
    }

    expect(await readRecording(writer.finish())).toMatchObject({
      sessions: [{ sport: 'run', startMs: START + 5000, durationSecs: 60, distanceM: 195 }],
      warnings: ['unfinished'],
    });
  });

  test('starts when it was created, with a warning, when it has only a file_id', async () => {
    expect(await readRecording(activity().finish())).toMatchObject({
      sessions: [{ startMs: START }],
      warnings: ['no-records'],
    });
  });

  test('is timed correctly across the rollover of compressed timestamps', async () => {
    const base = fitTime(START);
    const writer = activity().message(0, 20, [...record(0), [3, 'uint8', 100]]);
    for (let secs = 20; secs <= 200; secs += 20) writer.message(1, 20, [[3, 'uint8', 120]], base + secs);

    expect((await readRecording(writer.finish())).sessions).toEqual([
      { sport: 'other', startMs: START, durationSecs: 200 },
    ]);
  });

  test('is read when messages have developer fields', async () => {
    const writer = activity();
    // Raw bytes of a record with a timestamp and a developer field of three bytes: definition, then data.
    writer.raw(0x61, 0, 0, 20, 0, 1, 253, 4, 0x86, 1, 0, 3, 0);
    const time = fitTime(START);
    writer.raw(1, time & 255, (time >> 8) & 255, (time >> 16) & 255, time >>> 24, 9, 9, 9);

    expect((await readRecording(writer.finish())).sessions[0]).toMatchObject({ startMs: START });
  });

  test('has the sessions of all chained parts, ordered by start', async () => {
    const run = fitFile({ startMs: START - 3_600_000, sport: 'run', durationSecs: 30 });
    const { sessions } = await readRecording(joinBytes([ride, run]));

    expect(sessions.map(session => session.sport)).toEqual(['run', 'ride']);
  });

  test('is read when settings or a part without a file_id are chained to it', async () => {
    const more = new FitWriter().message(0, 20, record(120)).finish();

    expect((await readRecording(joinBytes([ride, fitFileOfType(2)]))).sessions).toHaveLength(1);
    expect((await readRecording(joinBytes([activity().message(1, 20, record(0)).finish(), more]))).sessions).toEqual([
      { sport: 'other', startMs: START, durationSecs: 120 },
    ]);
  });

  test.each([
    ['the future', Date.UTC(2038, 1, 1), 'future'],
    ['before 1990', Date.UTC(1989, 11, 31, 1), 'no-date'],
  ])('has a warning when it starts in %s', async (_, startMs, warning) => {
    expect((await readRecording(fitFile({ startMs, durationSecs: 9 }))).warnings).toEqual([warning]);
  });

  test('takes the product from its creator when file_id has none', async () => {
    const writer = activity().message(1, 23, [
      [0, 'uint8', 0],
      [2, 'uint16', 999],
      [27, 'string', 'Vélo 自転車'],
    ]);

    expect((await readRecording(writer.finish())).device).toEqual({
      product: 'Vélo 自転車',
    });
  });
});

describe('a value of a FIT file', () => {
  test('is left out when it is invalid in FIT, or an empty text', async () => {
    const writer = new FitWriter().message(0, 0, [
      [0, 'enum', 4],
      [1, 'uint16', 0xffff],
      [3, 'uint32z', 0],
      [8, 'string', ''],
    ]);
    writer.message(1, 18, [
      [253, 'uint32', fitTime(START) + 60],
      [2, 'uint32', 0xffffffff],
      [5, 'enum', 0xff],
      [7, 'uint32', 60_000],
      [9, 'uint32', 0xffffffff],
    ]);

    expect(await readRecording(writer.finish())).toEqual({
      format: 'fit',
      sessions: [{ sport: 'other', startMs: START, durationSecs: 60 }],
      warnings: ['no-records'],
    });
  });

  test('is left out when it is a time since the device was switched on', async () => {
    const writer = activity().message(1, 18, [[2, 'uint32', 4711]]);

    expect((await readRecording(writer.finish())).warnings).toEqual(['no-date', 'no-records']);
  });
});

describe('a FIT file that is not a recording', () => {
  test.each([
    [1, 'device-file'],
    [2, 'settings'],
    [3, 'settings'],
    [5, 'workout'],
    [6, 'course'],
    [9, 'weight'],
    [15, 'monitoring'],
    [28, 'monitoring'],
    [32, 'monitoring'],
    [34, 'segment'],
    [49, 'sleep'],
    [255, 'other'],
    [200, 'other'],
  ])('is reported by its type: %i is %s', async (type, what) => {
    expect(describeVerdict((await inspectBytes(fitFileOfType(type)))[0])).toBe(`not ${what}`);
  });

  test('keeps its bytes, so that the user can upload it anyway', async () => {
    const bytes = fitWorkoutFile('3 x 10');
    const [finding] = await inspectBytes(bytes, 'plan.fit');

    expect(finding).toMatchObject({
      verdict: 'not-a-recording',
      fileKind: 'workout',
      format: 'fit',
      name: 'plan.fit',
    });
    expect(finding?.file?.size).toBe(bytes.length);
  });
});

describe('a broken FIT file', () => {
  const flipped = (at: number) => {
    const bytes = ride.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
  const undefinedRecord = activity().raw(5, 1, 2, 3).finish();
  const cutRecord = activity().raw(0x41, 0, 0, 20, 0, 1, 253, 4, 0x86, 1, 1, 2).finish();
  const cutDefinition = activity().raw(0x41, 0, 0, 20, 0, 9, 253, 4, 0x86).finish();

  test.each([
    ['a flipped bit', flipped(800), 'file CRC'],
    ['a flipped bit in the header', flipped(3), 'header CRC'],
    ['a flipped bit in the second of two parts', joinBytes([ride, flipped(800)]), 'file CRC of part 2 of 2'],
    [
      'a cut end',
      ride.slice(0, -5),
      `cut off: the header at byte 0 wants ${ride.length} bytes, ${ride.length - 5} are there`,
    ],
    [
      'nothing but a header',
      ride.slice(0, 14),
      `cut off: the header at byte 0 wants ${ride.length} bytes, 14 are there`,
    ],
    ['data without a definition', undefinedRecord, 'data record without definition at byte 32'],
    ['a record that is cut off', cutRecord, 'cut off in the data record at byte 41'],
    ['a definition that is cut off', cutDefinition, 'cut off in the definition at byte 32'],
    ['no file_id', new FitWriter().message(0, 20, record(0)).finish(), 'no file_id message'],
  ])('is reported with what is wrong and where: %s', async (_, bytes, fault) => {
    expect(await getFault(bytes)).toBe(fault);
  });

  test('is reported with its format and its bytes', async () => {
    expect((await inspectBytes(flipped(800)))[0]).toMatchObject({
      verdict: 'broken',
      format: 'fit',
      file: expect.any(File),
    });
  });
});

describe('a malicious FIT file', () => {
  test('takes time in proportion to its length when laps of one byte have 255 fields', {
    timeout: 30_000,
  }, async () => {
    const fields = Array.from({ length: 254 }, () => [200, 0, 2]).flat();
    const writer = activity().raw(0x41, 0, 0, 19, 0, 255, ...fields, 254, 1, 2);
    for (let lap = 0; lap < 2_000_000; lap++) writer.raw(1, 0);

    expect(describeVerdict((await inspectBytes(writer.finish()))[0])).toBe('recording fit');
  });

  test('is broken when it has more sessions than the limit', async () => {
    const writer = activity();
    for (let count = 0; count < 1001; count++) writer.message(1, 18, [[5, 'enum', 2]]);

    expect(await getFault(writer.finish())).toBe('more than 1000 sessions');
  });
});

describe('the tables of FIT names', () => {
  const words = (name: string | null) => name?.replaceAll('_', ' ');

  test('have the names of sports of the public profile', () => {
    for (const [number, name] of Object.entries(FIT_SPORTS)) expect(name).toBe(words(getFitSportName(number)));
    for (const [number, name] of Object.entries(FIT_SUB_SPORTS)) expect(name).toBe(words(getFitSubSportName(number)));
  });

  test('have the names of manufacturers that athletes know', () => {
    const renamed: Readonly<Record<number, string>> = {
      13: 'dynastream_oem',
      15: 'dynastream',
      28: 'peaksware',
      282: 'the_sufferfest',
      284: 'virtualtraining',
      339: 'zepp',
    };
    for (const [number, name] of Object.entries(FIT_MANUFACTURERS)) {
      const official = getFitManufacturerName(number) ?? '';
      const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
      if (Number(number) in renamed) expect(official).toBe(renamed[Number(number)]);
      else expect(letters(official)).toContain(letters(name));
    }
  });
});

/** The same bytes with a correct checksum. */
function resealed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const sealed = bytes.slice();
  new DataView(sealed.buffer).setUint16(bytes.length - 2, fitCrc(bytes.subarray(0, -2)), true);
  return sealed;
}
