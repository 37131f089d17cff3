import { describe, expect, test } from 'vitest';
import { findDeflateEnd } from '../../../../lib/formats/archives/deflate-end.ts';
import { decodeText } from '../../../../lib/formats/decode-text.ts';
import {
  findGarminId,
  findGarminIdOfArchive,
  isRecordingName,
  isSystemFile,
  toSafeFileName,
  withoutGzExtension,
  withRecordingExtension,
} from '../../../../lib/formats/file-names.ts';
import { toPortableName } from '../../../../lib/formats/portable-names.ts';
import { parseFitFile, parseXmlFile } from '../../../../lib/formats/recordings/parse-recording.ts';
import { PointTimes } from '../../../../lib/formats/recordings/recorded-times.ts';
import { sniff } from '../../../../lib/formats/sniff.ts';
import { parseSport } from '../../../../lib/formats/sport.ts';
import { parseIsoTime } from '../../../../lib/formats/xml/iso-time.ts';
import { XmlReader } from '../../../../lib/formats/xml/xml-reader.ts';
import { getDispositionFileName } from '../../../../lib/services/sites/site-responses.ts';
import { FitWriter } from '../../../fixtures/fit-writer.ts';
import { NOW } from '../../../support/inspect-bytes.ts';

const LENGTH = 100_000;

/** A reader may take this many times as long as a loop over the characters; one that is quadratic takes 100,000 times. */
const MAX_RATIO = 1500;

const fill = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length));

/** Ms. */
function measure(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function scan(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (sum + text.charCodeAt(at)) | 0;
  return sum;
}

/** The time of a scan that the machine has compiled. */
const SCAN_MS = Math.max(0.05, ...Array.from({ length: 20 }, () => measure(() => scan(fill('scanned')))).slice(10));

function expectLinear<Input>(input: Input, read: (input: Input) => unknown): void {
  const work = () => {
    try {
      read(input);
    } catch {
      // A document that is refused was read, too.
    }
  };
  // A pause of the machine is no fault of the reader, so one fast try of three is enough.
  const isFast = () => measure(work) < MAX_RATIO * SCAN_MS;
  expect(isFast() || isFast() || isFast()).toBe(true);
}

// biome-ignore format: a table
const PIECES = [
  ' ', '\n', '\t', '<', '>', '/', '&', '"', "'", '=', '[', ']', '!', '?', '-', ':', ';', '.', ',', '0', 'a', 'T', 'Z',
  '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '<!', '<!DOCTYPE ', '<a', '<a ', '<a>', '<a/>', '</a>', '<a></a>',
  'a ', 'a=', 'a = ', 'a="', "a='", 'a="" ', 'a="\'', 'lat ', 'lat=', 'lat = ', 'lon="', '&#', '&#x1;', '&amp', '&amp;', '&a',
  '<?xml ', 'encoding ', 'encoding=', '2026-', '+02', '12:', '12 ', '(1)', '\\"', '%', '%C3', "''", "UTF-8''",
  'filename ', 'filename=', 'filename*=', '; ', '_ACTIVITY', '.fit', '.gz', '../', '__MACOSX/', '._', 'run', 'water ski',
];

const CONTEXTS: readonly [where: string, wrap: (soup: string) => string][] = [
  ['alone', soup => soup],
  ['behind a root', soup => `<gpx>${soup}`],
  ['in a tag', soup => `<gpx ${soup}></gpx>`],
  ['in the tag of a point', soup => `<gpx><trk><trkseg><trkpt ${soup}></trkpt></trkseg></trk></gpx>`],
  ['in an attribute', soup => `<gpx creator="${soup}"></gpx>`],
  ['in a name', soup => `<gpx><trk><name>${soup}</name></trk></gpx>`],
  ['in a time', soup => `<gpx><trk><trkseg><trkpt><time>${soup}</time></trkpt></trkseg></trk></gpx>`],
  ['in a sport', soup => `<gpx><trk><type>${soup}</type></trk></gpx>`],
  ['in a document type', soup => `<!DOCTYPE gpx [${soup}]><gpx/>`],
  ['in a declaration', soup => `<?xml ${soup}?><gpx/>`],
  [
    'in the id of a TCX',
    soup =>
      `<TrainingCenterDatabase><Activities><Activity><Id>${soup}</Id></Activity></Activities></TrainingCenterDatabase>`,
  ],
];

function readAttributes(text: string): void {
  const xml = new XmlReader(text);
  for (let event = xml.next(); event; event = xml.next()) if (event === 'open') void xml.attributes;
}

describe('S4 an XML recording takes time in proportion to its length', () => {
  test.each(CONTEXTS)('whatever is repeated in it, %s', { timeout: 120_000 }, (_, wrap) => {
    for (const piece of PIECES) {
      const text = wrap(fill(piece));
      expectLinear(text, all => parseXmlFile(all, NOW));
      expectLinear(text, readAttributes);
    }
  });
});

describe('S4 other texts of a recording take time in proportion to their length', () => {
  const readers: Record<string, (text: string) => unknown> = {
    parseIsoTime,
    parseSport,
    getDispositionFileName,
    toSafeFileName,
    toPortableName,
    withoutGzExtension,
    isRecordingName,
    isSystemFile,
    findGarminId,
    findGarminIdOfArchive,
    withRecordingExtension: text => withRecordingExtension(text, 'fit'),
    'a name in quotes': text => getDispositionFileName(`attachment; filename="${text}`),
    'an extended name': text => getDispositionFileName(`attachment; filename*=UTF-8''${text}`),
    'times of points': text => new PointTimes().add(`2026-10-03T${text}`),
    'decodeText and sniff': text => {
      const bytes = new TextEncoder().encode(text);
      return [sniff(bytes), decodeText(bytes)];
    },
  };

  test.each(Object.entries(readers))('%s', { timeout: 60_000 }, (_, read) => {
    for (const piece of PIECES) expectLinear(fill(piece), read);
  });
});

describe('S4 a binary recording takes time in proportion to its length', () => {
  function fitOf(...message: number[]): Uint8Array<ArrayBuffer> {
    const writer = new FitWriter().message(0, 0, [[0, 'enum', 4]]);
    for (let size = 0; size < LENGTH; size += message.length) writer.raw(...message);
    return writer.finish();
  }

  test.each([
    ['definitions', fitOf(0x41, 0, 0, 20, 0, 1, 253, 4, 0x86)],
    ['definitions of 255 fields', fitOf(0x41, 0, 0, 18, 0, 255, ...new Array(255).fill([200, 0, 2]).flat())],
    ['records', fitOf(0x41, 0, 0, 20, 0, 1, 253, 4, 0x86, 1, 9, 9, 9, 50)],
    ['zeros', fitOf(0)],
    ['laps', fitOf(0x41, 0, 0, 19, 0, 1, 253, 1, 2, 1, 1)],
  ])('of %s', (_, bytes) => {
    expectLinear(bytes, all => parseFitFile(all, NOW));
  });

  test('of short parts', () => {
    const part = new FitWriter().message(0, 0, [[0, 'enum', 4]]).finish();
    const bytes = new Uint8Array(part.length * Math.ceil(LENGTH / part.length));
    for (let at = 0; at < bytes.length; at += part.length) bytes.set(part, at);
    expectLinear(bytes, all => parseFitFile(all, NOW));
  });

  test('of deflate data that never ends', () => {
    for (let value = 0; value < 256; value += 5) {
      const bytes = new Uint8Array(LENGTH).fill(value);
      expectLinear(bytes, all => findDeflateEnd(all, 0));
    }
  });
});
