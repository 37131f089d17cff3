import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  MAX_ARCHIVE_ENTRIES,
  MAX_COMPRESSION_RATIO,
  MAX_RECORDING_BYTES,
  RATIO_CHECK_MIN_BYTES,
} from '../../../../lib/formats/file-limits.ts';
import { inspectFile } from '../../../../lib/formats/recordings/inspect-file.ts';
import { joinBytes } from '../../../fixtures/archives.ts';
import {
  differentRecordings,
  fitFile,
  fitWorkoutFile,
  gpxFile,
  makeGzip,
  makeZip,
  tcxFile,
} from '../../../fixtures/recordings.ts';
import { describeVerdict, getFault, inspectBytes, NOW, readRecording } from '../../../support/inspect-bytes.ts';

const RIDE = { startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 60 };
const fit = fitFile(RIDE);
const tcx = tcxFile(RIDE);
const gpx = gpxFile(RIDE);
const three = [
  { name: 'a.fit', bytes: fit },
  { name: 'b.tcx', bytes: tcx },
  { name: 'c.gpx', bytes: gpx },
];
const ALL_THREE = ['recording fit', 'recording tcx', 'recording gpx'];

async function verdictsIn(bytes: Uint8Array<ArrayBuffer>, name?: string): Promise<string[]> {
  return (await inspectBytes(bytes, name)).map(describeVerdict);
}

describe('a zip archive', () => {
  test.each([
    ['deflated', makeZip(three)],
    ['stored', makeZip(three, { stored: true })],
    ['with data descriptors', makeZip(three, { dataDescriptors: true })],
    ['in zip64', makeZip(three, { zip64: true })],
    ['in zip64 with data descriptors', makeZip(three, { zip64: true, dataDescriptors: true })],
    ['with a comment', makeZip(three, { comment: 'PK\u0005\u0006 is what an archive ends with' })],
    ['behind other bytes', makeZip(three, { prefix: new TextEncoder().encode('MZ, extracts itself') })],
    ['in zip64 behind other bytes', makeZip(three, { zip64: true, prefix: new Uint8Array(70_000) })],
  ])('yields each of its members: %s', async (_, bytes) => {
    expect(await verdictsIn(bytes)).toEqual(ALL_THREE);
  });

  test('yields exactly the bytes that were packed', async () => {
    const [first] = await inspectBytes(makeZip(three));

    expect(new Uint8Array((await first?.file?.arrayBuffer()) ?? [])).toEqual(fit);
  });

  test('yields no folders and system files, and reports all other members', async () => {
    const bytes = makeZip([
      { name: 'activities/', bytes: new Uint8Array(), stored: true },
      { name: '__MACOSX/._a.fit', bytes: fit },
      { name: 'activities/.DS_Store', bytes: fit },
      { name: 'activities/a.fit', bytes: fit },
      { name: 'activities/empty.fit', bytes: new Uint8Array(), stored: true },
      { name: 'plan.fit', bytes: fitWorkoutFile('plan') },
      { name: 'photo.jpg', bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0) },
    ]);

    expect((await inspectBytes(bytes)).map(finding => [finding.name, describeVerdict(finding)])).toEqual([
      ['a.fit', 'recording fit'],
      ['empty.fit', 'broken empty-file'],
      ['plan.fit', 'not workout'],
      ['photo.jpg', 'not other'],
    ]);
  });

  test.each([
    ['a wrong checksum', { crc: 7 }, 'CRC-32'],
    ['a size that is too small', { size: 100 }, 'more than the 100 bytes it says'],
    ['a size that is too large', { size: fit.length + 1 }, `${fit.length} bytes instead of ${fit.length + 1}`],
    ['data that is cut off', { compressedSize: 500 }, 'damaged compressed data'],
    ['an unknown method', { method: 9 }, 'compression method 9'],
    ['a password', { encrypted: true }, 'encrypted-archive'],
  ])('yields the other members when one is broken: %s', async (_, lie, fault) => {
    const bytes = makeZip([three[0], { name: 'broken.fit', bytes: fit, ...lie }, three[2]].filter(member => !!member));
    const found = await inspectBytes(bytes);

    expect(found.map(describeVerdict)).toEqual(['recording fit', expect.stringMatching(/^broken/), 'recording gpx']);
    expect(found[1]?.verdict === 'broken' && (found[1].problem.detail ?? found[1].problem.kind)).toBe(fault);
  });

  test.each([
    ['no entries', makeZip([]), 'empty-file'],
    ['only folders', makeZip([{ name: 'a/', bytes: new Uint8Array() }]), 'empty-file'],
    ['no end', makeZip(three).slice(0, -30), 'cut off: the archive has no directory at its end'],
    [
      'a directory outside of the file',
      withoutStart(makeZip(three)),
      'the directory of the archive lies outside of it',
    ],
  ])('is broken when it has %s', async (_, bytes, fault) => {
    expect(await getFault(bytes)).toBe(fault);
  });

  test.each([
    ['../../etc/passwd.fit', 'passwd.fit'],
    ['C:\\Users\\me\\ride.fit', 'ride.fit'],
    ['a/\u202etif.exe\u0000\u001b[31m.fit', 'tif.exe[31m.fit'],
    ['..', 'unnamed.fit'],
    [`${'long '.repeat(60)}.fit`, `${'long '.repeat(60).slice(0, 116)}.fit`],
    ['Fahrt – März 🚴.fit', 'Fahrt – März 🚴.fit'],
    [Uint8Array.of(0x4d, 0x84, 0x72, 0x7a, 0x2e, 0x66, 0x69, 0x74), 'März.fit'],
    [new TextEncoder().encode('日本語.fit'), '日本語.fit'],
    ['no extension', 'no extension.fit'],
    ['wrong.gpx', 'wrong.fit'],
    ['RIDE.FIT', 'RIDE.FIT'],
  ])('gives its member %j a safe name', async (name, safe) => {
    expect((await inspectBytes(makeZip([{ name, bytes: fit }])))[0]).toMatchObject({
      name: safe,
      file: { name: safe },
    });
  });

  test('unpacks no member before the caller asks for it', async () => {
    const broken = makeZip([...three, { name: 'never.fit', bytes: fit, crc: 1 }]);
    const walk = inspectFile(new File([broken], 'a.zip'), NOW);
    const inflated = countInflated();

    expect(describeVerdict((await walk.next()).value ?? undefined)).toBe('recording fit');
    expect(inflated()).toBe(fit.length);
    await walk.return(undefined);
  });
});

describe('a gzip file', () => {
  const long = fitFile({ ...RIDE, durationSecs: 9000 });
  const noise = Uint8Array.from({ length: 100 }, (_, index) => [0x1f, 0x8b, 8, 0, index & 255][index % 5] ?? 0);
  const headed = makeGzip(fit, {
    name: 'ride.fit',
    comment: 'a',
    extra: Uint8Array.of(65, 66, 0, 0),
    headerCrc: true,
  });

  test.each([
    ['of one member', makeGzip(fit), fit],
    ['with all optional fields of the header', headed, fit],
    ['of two members', joinBytes([makeGzip(fit.slice(0, 700)), makeGzip(fit.slice(700))]), fit],
    ['of a hundred members', joinBytes(inPieces(long, 100).map(piece => makeGzip(piece))), long],
    ['of a member and an empty one', joinBytes([makeGzip(fit), makeGzip(new Uint8Array())]), fit],
    ['of members that hold what looks like members', joinBytes([stored(titled(noise)), makeGzip(fit)]), undefined],
  ])('is unpacked: %s', async (_, bytes, content) => {
    const [finding] = await inspectBytes(bytes, 'ride.fit.gz');

    if (content) expect(new Uint8Array((await finding?.file?.arrayBuffer()) ?? [])).toEqual(content);
    expect(finding).toMatchObject({ name: expect.stringMatching(/^ride\.(fit|gpx)$/) });
  });

  test.each([
    [
      'is read inside a zip',
      makeZip([
        { name: 'a.fit.gz', bytes: makeGzip(fit) },
        { name: 'b.fit', bytes: fit },
      ]),
      2,
    ],
    ['is read around a zip', makeGzip(makeZip(three)), 3],
    ['is read inside a gzip file', makeGzip(makeGzip(fit)), 1],
    [
      'is not needed inside a zip: a zip there is unpacked too',
      makeZip([
        { name: 'a.zip', bytes: makeZip(three) },
        { name: 'b.fit', bytes: fit },
      ]),
      4,
    ],
  ])('%s', async (_, bytes, count) => {
    expect((await inspectBytes(bytes)).filter(finding => finding.verdict === 'recording')).toHaveLength(count);
  });

  test.each([
    ['a wrong checksum', flipped(makeGzip(fit), -8), 'CRC-32'],
    ['a wrong size', flipped(makeGzip(fit), -4), /more than the|instead of/],
    ['a cut end', makeGzip(fit).slice(0, -200), /damaged|instead of|more than/],
    ['a cut header', makeGzip(fit).slice(0, 15), 'gzip cut off at byte 15'],
    ['a second member cut off', joinBytes([makeGzip(fit), makeGzip(fit).slice(0, -9)]), /damaged|instead of|more than/],
  ])('is broken when it has %s', async (_, bytes, fault) => {
    expect(await getFault(bytes)).toMatch(fault);
  });

  test.each([
    ['zeros', new Uint8Array(512)],
    ['one zero', new Uint8Array(1)],
    ['a line end', Uint8Array.of(10)],
    ['other bytes', new Uint8Array(600).fill(65)],
    ['what begins like a member', Uint8Array.of(0x1f, 0x8b)],
  ])('A8 is unpacked when there is something behind its end: %s', async (_, tail) => {
    for (const packed of [
      makeGzip(fit),
      stored(fit),
      makeGzip(fit, { level: 1 }),
      joinBytes([makeGzip(fit.slice(0, 700)), makeGzip(fit.slice(700))]),
    ]) {
      const [finding] = await inspectBytes(joinBytes([packed, tail]), 'ride.fit.gz');

      expect(describeVerdict(finding)).toBe('recording fit');
      expect(new Uint8Array((await finding?.file?.arrayBuffer()) ?? [])).toEqual(fit);
    }
  });

  function titled(noise: Uint8Array): Uint8Array<ArrayBuffer> {
    return joinBytes([new TextEncoder().encode('<gpx><!--'), noise]);
  }

  function stored(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    return makeGzip(bytes, { level: 0 });
  }
});

describe('a malicious archive is stopped at a limit', () => {
  afterEach(() => vi.unstubAllGlobals());

  const blanks = new Uint8Array(120 * 2 ** 20).fill(32);
  blanks.set(new TextEncoder().encode('<gpx>'));

  test.each([
    ['a zip bomb', () => makeZip([{ name: 'a.gpx', bytes: blanks }])],
    ['a gzip bomb', () => makeGzip(blanks)],
    ['a zip bomb that lies about its size', () => makeZip([{ name: 'a.gpx', bytes: blanks, size: 0xffffffff }])],
  ])('when it is %s, which is not inflated further', async (_, bomb) => {
    const bytes = bomb();
    const inflated = countInflated();

    expect(await verdictsIn(bytes)).toEqual(['broken archive-limit']);
    expect(inflated()).toBeLessThan(Math.max(RATIO_CHECK_MIN_BYTES, MAX_COMPRESSION_RATIO * bytes.length) + 2 ** 18);
  });

  test('when it is a bomb of an unknown format, with its first piece', async () => {
    const bytes = makeZip([{ name: 'zeros', bytes: new Uint8Array(30 * 2 ** 20) }]);
    const inflated = countInflated();

    expect(await verdictsIn(bytes)).toEqual(['not other']);
    expect(inflated()).toBeLessThan(2 ** 20);
  });

  test('when members share their data', async () => {
    const members = Array.from({ length: 500 }, (_, index) => ({ name: `${index}.fit`, bytes: fit }));

    expect(await verdictsIn(makeZip(members, { overlapping: true }))).toEqual(['broken archive-limit']);
  });

  test('when archives are nested four deep', async () => {
    const nested = (depth: number): Uint8Array<ArrayBuffer> =>
      depth === 0 ? fit : makeZip([{ name: 'a.zip', bytes: nested(depth - 1) }]);

    expect(await verdictsIn(nested(3))).toEqual(['recording fit']);
    expect(await verdictsIn(nested(4))).toEqual(['broken archive-limit']);
  });

  test('when a zip has too many members', async () => {
    const members = Array.from({ length: MAX_ARCHIVE_ENTRIES + 1 }, (_, index) => ({
      name: `${index}`,
      bytes: new Uint8Array(),
      stored: true,
    }));

    expect(await verdictsIn(makeZip(members))).toEqual(['broken archive-limit']);
  });

  test('when a gzip file has too many members', { timeout: 20_000 }, async () => {
    const members = new Array<Uint8Array>(MAX_ARCHIVE_ENTRIES + 2).fill(makeGzip(new Uint8Array()));

    expect(await verdictsIn(joinBytes([makeGzip(fit), ...members]))).toEqual(['broken archive-limit']);
  });

  test('when a gzip file has too many false starts of members', async () => {
    const starts = joinBytes(Array.from({ length: 5000 }, () => makeGzip(fit).slice(0, 30)));

    expect(await verdictsIn(starts)).toEqual(['broken broken-file']);
  });
});

describe('A7 what macOS keeps beside a file', () => {
  const sidecar = new Uint8Array(4096);
  sidecar.set([0, 5, 22, 7]);

  test('is no member of an archive by its name, whoever packed it', async () => {
    const zip = makeZip([
      { name: 'Activity/2026.fit', bytes: fit },
      { name: 'Activity/._2026.fit', bytes: sidecar },
      { name: '._ride.fit.gz', bytes: makeGzip(sidecar) },
    ]);

    expect(await verdictsIn(zip)).toEqual(['recording fit']);
  });

  test('is recognised by its content under any name', async () => {
    const zip = makeZip([
      { name: 'a.fit', bytes: fit },
      { name: 'b.fit', bytes: sidecar },
    ]);

    expect(await verdictsIn(zip)).toEqual(['recording fit', 'not system-file']);
    expect(await verdictsIn(sidecar)).toEqual(['not system-file']);
  });
});

describe('C4 an archive or a file that is no recording', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const DOCTYPE =
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record)>\n]>\n';
  const tar = new Uint8Array(1024);
  tar.set(text('ride.fit'));
  tar.set(text('ustar'), 257);

  test.each([
    ['a gz file of something else', makeGzip(text('a letter')), 'not packed'],
    ['a gz file of a picture', makeGzip(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3)), 'not packed'],
    ['a tar.gz file', makeGzip(tar), 'not tar'],
    ['a tar file', tar, 'not tar'],
    ['a gz file of JSON', makeGzip(text('{"a": 1}')), 'not json'],
    ['an export of Apple Health', text(`${DOCTYPE}<HealthData/>`), 'not health-data'],
    [
      'its clinical document',
      text('<?xml version="1.0"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"/>'),
      'not health-data',
    ],
  ])('says what it is: %s', async (_, bytes, verdict) => {
    expect(await verdictsIn(bytes)).toEqual([verdict]);
  });

  test('is health data over every limit, and the workout routes beside it are found', async () => {
    const large = new Uint8Array(MAX_RECORDING_BYTES + 2 ** 20).fill(32);
    large.set(text(`${DOCTYPE}<HealthData>`));
    const zip = makeZip([
      { name: 'apple_health_export/export.xml', bytes: large },
      { name: 'apple_health_export/workout-routes/route_2026-10-03.gpx', bytes: gpxFile(RIDE) },
    ]);

    expect(await verdictsIn(zip)).toEqual(['not health-data', 'recording gpx']);
    expect(await verdictsIn(large)).toEqual(['not health-data']);
  });

  test('is JSON over every limit: a history of locations', async () => {
    const large = new Uint8Array(MAX_RECORDING_BYTES + 2 ** 20).fill(32);
    large.set(text('{"locations": ['));
    const zip = makeZip([
      { name: 'Location History.json', bytes: large },
      { name: 'a.fit', bytes: fit },
    ]);

    expect(await verdictsIn(zip)).toEqual(['not json', 'recording fit']);
  });
});

describe('A10 an indoor activity as GPX', () => {
  const indoor = (track: string) => new TextEncoder().encode(`<gpx creator="Garmin Connect">${track}</gpx>`);

  test.each([
    ['<trk><name>Ride</name><type>indoor_cycling</type><trkseg/></trk>', 'not empty-track'],
    ['<trk><name>Ride</name></trk>', 'not empty-track'],
    ['<trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk>', 'not course'],
    ['<rte><rtept lat="1" lon="2"/></rte><trk/>', 'not route'],
  ])('is no route to follow: %s', async (track, verdict) => {
    expect(await verdictsIn(indoor(track))).toEqual([verdict]);
    expect(await verdictsIn(makeZip([{ name: '21000015838.gpx', bytes: indoor(track) }]))).toEqual([verdict]);
  });
});

describe('the id of Garmin Connect', () => {
  const zipped = makeZip([{ name: 'ride.fit', bytes: fit }]);

  test.each([
    ['21000015838_ACTIVITY.fit', fit, '21000015838'],
    ['21000015838_ACTIVITY (2).fit', fit, '21000015838'],
    ['activity_21000015838.tcx', tcx, '21000015838'],
    ['activity_21000015838 (1).gpx', gpx, '21000015838'],
    ['activity_21000015838.fit.gz', makeGzip(fit), '21000015838'],
    ['21000015838.zip', zipped, '21000015838'],
    ['21000015838 (1).zip', zipped, '21000015838'],
    ['20260301.zip', zipped, undefined],
    ['21000015838.fit', fit, undefined],
    ['ride.fit', fit, undefined],
  ])('is taken from %s', async (name, bytes, garminId) => {
    expect((await readRecording(bytes, name)).garminId).toBe(garminId);
  });

  test('is not taken from an archive with several members', async () => {
    const found = await inspectBytes(makeZip(three), '21000015838.zip');

    expect(found.map(finding => finding.verdict === 'recording' && finding.recording.garminId)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a chosen file', () => {
  test('is reported as unreadable when the browser can no longer read it', async () => {
    const gone = new File([fit], 'gone.fit');
    vi.spyOn(gone, 'slice').mockImplementation(() => {
      const slice = new Blob();
      slice.arrayBuffer = () => Promise.reject(new DOMException('moved', 'NotFoundError'));
      return slice;
    });

    expect(describeVerdict((await Array.fromAsync(inspectFile(gone)))[0])).toBe('broken file-unreadable');
  });

  test.each(['ride.fit', 'ride.fit.gz'])('is not opened when it is larger than any recording: %s', async name => {
    const mebibyte = new Uint8Array(2 ** 20);
    const start = name.endsWith('.gz') ? makeGzip(fit) : fit;
    const large = new File([start, ...new Array<Uint8Array<ArrayBuffer>>(128).fill(mebibyte)], name);

    expect((await Array.fromAsync(inspectFile(large))).map(describeVerdict)).toEqual(['broken file-too-large']);
  });

  test('is read as the recording that it was made from, in each generated shape', async () => {
    for (const { name, bytes, spec } of differentRecordings(24)) {
      const { sessions } = await readRecording(bytes, name);
      expect(sessions[0]).toMatchObject({ startMs: spec.startMs, durationSecs: spec.durationSecs });
    }
  });
});

/** Counts the bytes that are read from the browser's inflaters from now on. */
function countInflated(): () => number {
  let count = 0;
  const Native = DecompressionStream;
  vi.stubGlobal(
    'DecompressionStream',
    class extends Native {
      override get readable() {
        const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>(
          {
            transform(chunk, controller) {
              count += chunk.length;
              controller.enqueue(chunk);
            },
          },
          undefined,
          { highWaterMark: 0 },
        );
        return super.readable.pipeThrough(counter);
      }
    },
  );
  return () => count;
}

function inPieces(bytes: Uint8Array, count: number): Uint8Array[] {
  const size = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

function flipped(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const changed = bytes.slice();
  const index = at < 0 ? bytes.length + at : at;
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
}

function withoutStart(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return joinBytes([Uint8Array.of(0x50, 0x4b, 3, 4), bytes.subarray(1000)]);
}
