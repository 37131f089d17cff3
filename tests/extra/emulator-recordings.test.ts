import { describe, expect, test } from 'vitest';
import { readRecordings } from '../emulator/recordings/read-recordings.ts';
import { NotARecording } from '../emulator/recordings/recording.ts';
import { extraFixture } from './extra-files.ts';
import { readManifest } from './manifest.ts';

const single = readManifest().filter(({ file }) => /^(fit|tcx|gpx)\//.test(file));

describe('the emulator', () => {
  test.each(single.filter(({ expected }) => expected.startsWith('activity')))(
    'reads $file as a recording',
    ({ file, start }) => {
      const [recording] = readRecordings(extraFixture(file));
      const found = recording?.activities[0]?.startDate?.getTime() ?? 0;
      const wanted = Date.parse(/Z|[+-]\d\d:\d\d$/.test(start) ? start : `${start}Z`);
      expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1000);
    },
  );

  test.each(single.filter(({ expected }) => expected === 'not activity'))(
    'refuses $file as a recording',
    ({ file }) => {
      expect(() => readRecordings(extraFixture(file))).toThrow(NotARecording);
    },
  );
});
