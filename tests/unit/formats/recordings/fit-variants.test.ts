import { describe, expect, test } from 'vitest';
import { joinBytes } from '../../../fixtures/archives.ts';
import { FitWriter, fitCrc, fitTime } from '../../../fixtures/fit-writer.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import { describeVerdict, getFault, inspectBytes, readRecording } from '../../../support/inspect-bytes.ts';

const START = Date.UTC(2026, 9, 3, 8);
const RIDE = { startMs: START, durationSecs: 60 };
const ride = fitFile(RIDE);
const utf8 = (text: string) => new TextEncoder().encode(text);

/** The file as it lies on a device that stopped: no size and no checksums in its header, none at its end. */
function unfinished(bytes: Uint8Array<ArrayBuffer>, cut = 2): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice(0, -cut);
  copy.fill(0, 4, 8);
  copy.fill(0, 12, 14);
  return copy;
}

const record = (secs: number) => [[253, 'uint32', fitTime(START) + secs]] as const;
const session = (startSecs: number, elapsedSecs: number) =>
  [
    [253, 'uint32', fitTime(START) + startSecs + elapsedSecs],
    [2, 'uint32', fitTime(START) + startSecs],
    [5, 'enum', 2],
    [7, 'uint32', elapsedSecs * 1000],
  ] as const;

describe('A5 a FIT file with bytes behind its end', () => {
  test.each([
    ['a zero', Uint8Array.of(0)],
    ['64 zeros', new Uint8Array(64)],
    ['a line end', Uint8Array.of(13, 10)],
    ['0xff', new Uint8Array(512).fill(0xff)],
    ['half of a header', ride.subarray(0, 10)],
    ['text', utf8('<!-- served by a proxy -->')],
  ])('is the recording in front of them: %s', async (_, tail) => {
    const bytes = joinBytes([ride, tail]);
    const [finding] = await inspectBytes(bytes, 'ride.fit');

    expect(finding).toMatchObject({
      verdict: 'recording',
      recording: { sessions: [{ startMs: START, durationSecs: 60 }], warnings: [] },
    });
    expect(finding?.file?.size).toBe(bytes.length);
  });

  test('is still broken when a further part is cut off: its recording would be lost', async () => {
    expect(await getFault(joinBytes([ride, ride.subarray(0, 500)]))).toMatch(/^cut off/);
  });
});

describe('A5 a FIT header that was not completed', () => {
  test('without size and checksums is read to the end, with a warning', async () => {
    expect(await readRecording(unfinished(ride))).toMatchObject({
      sessions: [{ sport: 'ride', startMs: START, durationSecs: 60 }],
      warnings: ['unfinished'],
    });
  });

  test('is read up to the message in which the device stopped', async () => {
    const { sessions, warnings } = await readRecording(unfinished(ride, 300));

    expect(sessions).toMatchObject([{ startMs: START }]);
    expect(warnings).toContain('unfinished');
  });

  test('with zero for its own size is read as the usual one', async () => {
    for (const headerSize of [12, 14] as const) {
      const bytes = fitFile(RIDE, { headerSize });
      bytes[0] = 0;
      if (headerSize === 14) bytes.fill(0, 12, 14);
      new DataView(bytes.buffer).setUint16(bytes.length - 2, fitCrc(bytes.subarray(0, -2)), true);

      expect((await readRecording(bytes)).sessions).toMatchObject([{ startMs: START, durationSecs: 60 }]);
    }
  });

  test('with a checksum means what it says', async () => {
    const bytes = ride.slice();
    bytes.fill(0, 4, 8);
    new DataView(bytes.buffer).setUint16(12, fitCrc(bytes.subarray(0, 12)), true);

    expect((await inspectBytes(bytes))[0]?.verdict).toBe('broken');
  });

  test('a checksum of zero at the end means that the device did not compute it', async () => {
    const bytes = ride.slice();
    bytes.fill(0, -2);

    expect((await readRecording(bytes)).sessions).toMatchObject([{ startMs: START, durationSecs: 60 }]);
  });
});

describe('A5 a damaged FIT file', () => {
  test.each([
    ['a flipped bit in its checksum', joinBytes([ride.subarray(0, -1), Uint8Array.of((ride.at(-1) ?? 0) ^ 1)])],
    ['its end cut off', ride.slice(0, -200)],
  ])('says when it was recorded, for the duplicate check: %s', async (_, bytes) => {
    expect((await inspectBytes(bytes))[0]).toMatchObject({
      verdict: 'broken',
      problem: { kind: 'broken-file' },
      recording: { sessions: [{ startMs: START }], warnings: [] },
    });
  });

  test('says nothing where nothing can be read', async () => {
    expect((await inspectBytes(ride.slice(0, 14)))[0]).not.toHaveProperty('recording');
  });
});

describe('C3 a FIT file without a type', () => {
  const noType = () => new FitWriter().message(0, 0, [[4, 'uint32', fitTime(START)]]);

  test.each([
    ['with a session', noType().message(1, 18, session(0, 600)).finish()],
    ['with records and a lap', noType().message(1, 20, record(0)).message(2, 19, record(600)).finish()],
    ['without a file_id, with a session', new FitWriter().message(1, 18, session(0, 600)).finish()],
    [
      'whose type is invalid',
      new FitWriter()
        .message(0, 0, [[0, 'enum', 0xff]])
        .message(1, 18, session(0, 600))
        .finish(),
    ],
  ])('is a recording %s', async (_, bytes) => {
    expect(describeVerdict((await inspectBytes(bytes))[0])).toBe('recording fit');
    expect((await readRecording(bytes)).sessions[0]?.startMs).toBe(START);
  });

  test('is none with nothing but records', async () => {
    expect(describeVerdict((await inspectBytes(noType().message(1, 20, record(0)).finish()))[0])).toBe('not other');
    expect(await getFault(new FitWriter().message(1, 20, record(0)).finish())).toBe('no file_id message');
  });

  test('of an unknown type says when it was recorded, for the duplicate check', async () => {
    const bytes = new FitWriter()
      .message(0, 0, [[0, 'enum', 200]])
      .message(1, 18, session(0, 600))
      .finish();

    expect((await inspectBytes(bytes))[0]).toMatchObject({
      verdict: 'not-a-recording',
      fileKind: 'other',
      format: 'fit',
      recording: { sessions: [{ startMs: START, durationSecs: 600 }] },
    });
  });
});

describe('C4 the manufacturer of a FIT file', () => {
  const madeBy = (number: number) =>
    readRecording(
      new FitWriter()
        .message(0, 0, [
          [0, 'enum', 4],
          [1, 'uint16', number],
          [4, 'uint32', fitTime(START)],
        ])
        .finish(),
    );

  test.each([
    [1, 'Garmin'],
    [71, 'TomTom'],
    [38, 'o-synce'],
    [54, 'iFor Powell'],
  ])('has its name: %i is %s', async (number, manufacturer) => {
    expect((await madeBy(number)).device).toEqual({ manufacturer });
  });

  test.each([0, 255, 5758, 65_000])('is left out where it has none: %i', async number => {
    expect((await madeBy(number)).device).toBeUndefined();
  });
});
