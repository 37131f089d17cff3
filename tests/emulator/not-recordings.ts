import { fitFileOfType, fitWorkoutFile, gpxFile, makeZip, type RecordingSpec } from '../fixtures/recordings.ts';

/** A file that looks like a recording, at least by its name, and is not one. */
export interface Impostor {
  readonly what: string;
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Files from people's downloads that may never be uploaded: users of other programs sent such files by mistake. */
export const impostors: readonly Impostor[] = [
  impostor('a planned workout', 'intervals.fit', 'application/vnd.ant.fit', fitWorkoutFile('4 × 8 min')),
  impostor('a course', 'course.fit', 'application/vnd.ant.fit', fitFileOfType(6)),
  impostor('a day of monitoring', '63861588003_WELLNESS.fit', 'application/vnd.ant.fit', fitFileOfType(32)),
  impostor('a day of wellness', '2026-03-01.zip', 'application/zip', wellnessZip()),
  impostor('a picture of the sky', 'm31.fit', 'application/fits', astronomy()),
  impostor('a sign-in page', 'ride.fit', 'text/html', text('<!DOCTYPE html><html><body>Sign in</body></html>')),
  impostor('an error in JSON', 'ride.gpx', 'application/json', text('{"error":"<gpx> not found"}')),
  impostor('a route without times', 'route.gpx', 'application/gpx+xml', routeFile({ startMs: 0, durationSecs: 30 })),
  impostor('a table', 'activity_1.csv', 'text/csv', text('"Laps","Time"\n"1","600"\n')),
  impostor('a zip with nothing in it', 'empty.zip', 'application/zip', makeZip([])),
  impostor('nothing at all', 'empty.fit', 'application/octet-stream', new Uint8Array()),
];

/** A GPX track without times: a planned route. */
export function routeFile(spec: RecordingSpec): Uint8Array {
  const track = new TextDecoder().decode(gpxFile(spec));
  return text(track.replaceAll(/\s*<time>[^<]*<\/time>/g, ''));
}

function impostor(what: string, fileName: string, type: string, bytes: Uint8Array): Impostor {
  return { what, fileName, type, bytes };
}

function wellnessZip(): Uint8Array {
  const kinds = [
    ['WELLNESS', 32],
    ['METRICS', 44],
    ['SLEEP_DATA', 49],
  ] as const;
  const members = kinds.map(([name, type]) => ({
    name: `63861588003_${name}.fit`,
    bytes: fitFileOfType(type),
  }));
  return makeZip(members, { dataDescriptors: true });
}

/** FITS, the other format of that suffix: cards of 80 characters in blocks of 2880 bytes. */
function astronomy(): Uint8Array {
  const cards = [
    'SIMPLE  =                    T',
    'BITPIX  =                    8',
    'NAXIS   =                    0',
    'END',
  ];
  return text(
    cards
      .map(card => card.padEnd(80))
      .join('')
      .padEnd(2880),
  );
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
