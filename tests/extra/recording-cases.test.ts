import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Recording, RecordingWarning } from '../../lib/formats/recordings/recording.ts';
import { describeVerdict, inspectBytes } from '../support/inspect-bytes.ts';
import { extraFolder } from './extra-files.ts';

const inspectCase = (name: string) =>
  inspectBytes(new Uint8Array(readFileSync(join(extraFolder ?? '', 'cases/2026-11-28', name))), name);

interface Facts {
  start: string | undefined;
  durationSecs: number;
  warnings?: RecordingWarning[];
  possibleStarts?: string[];
}

function toFacts({ sessions, warnings, possibleStarts }: Recording): Facts {
  const [session] = sessions;
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    start: session?.startMs === undefined ? undefined : iso(session.startMs),
    durationSecs: session?.durationSecs ?? Number.NaN,
    ...(warnings.length > 0 && { warnings }),
    ...(possibleStarts && { possibleStarts: possibleStarts.map(iso) }),
  };
}

describe('the recordings that were judged wrong', () => {
  const ride = { start: '2026-10-03T08:00:00.000Z', durationSecs: 60 };

  test.each<[string, Facts]>([
    ['trailing-1-zero.fit', ride],
    ['trailing-64-zero.fit', ride],
    ['crc-0.fit', ride],
    ['header-size-0.fit', { ...ride, warnings: ['unfinished'] }],
    ['ride.fit.gz', ride],
    ['epoch0.gpx', { start: '2026-10-03T08:00:01.000Z', durationSecs: 59 }],
    ['year-0000-first-point.gpx', { start: '2026-10-03T08:00:01.000Z', durationSecs: 59 }],
    ['off3.gpx', { start: '2026-10-03T06:00:00.000Z', durationSecs: 60 }],
    [
      'tcx-id-is-end-time.tcx',
      { start: '2026-03-01T08:00:00.000Z', durationSecs: 2731, possibleStarts: ['2026-03-01T08:45:31.415Z'] },
    ],
    [
      'tcx-lap-start-hours-before-points.tcx',
      {
        start: '2026-03-01T13:29:31.000Z',
        durationSecs: 1371,
        warnings: ['odd-times'],
        possibleStarts: ['2026-03-01T07:21:53.000Z'],
      },
    ],
    ['gpx-points-out-of-order.gpx', { start: '2026-05-01T08:30:00.000Z', durationSecs: 12_600 }],
  ])('have the facts that a person reads: %s', async (name, facts) => {
    const [finding, ...more] = await inspectCase(name);

    expect(more).toEqual([]);
    expect(finding?.verdict === 'recording' && toFacts(finding.recording)).toEqual(facts);
  });

  test.each([
    ['no-file-id.fit', ['recording fit']],
    ['file-id-no-type.fit', ['recording fit']],
    ['fit-no-file-type.fit', ['recording fit']],
    ['indoor.gpx', ['not empty-track']],
    ['watch.zip', ['recording fit']],
  ])('are what they are: %s', async (name, verdicts) => {
    expect((await inspectCase(name)).map(describeVerdict)).toEqual(verdicts);
  });
});
