import { inspectFile } from '../../lib/formats/recordings/inspect-file.ts';
import type { WholeActivity } from '../support/labelled-pairs.ts';
import { extraFixture } from './extra-files.ts';
import { readManifest } from './manifest.ts';

/** The sessions of the extra files that have all measures and last three minutes at least. */
export async function readExtraSessions(): Promise<WholeActivity[]> {
  const names = readManifest()
    .filter(({ file, expected }) => /^(fit|tcx|gpx)\//.test(file) && expected.startsWith('activity'))
    .map(({ file }) => file);
  const found: WholeActivity[] = [];
  for (const name of names) {
    for await (const file of inspectFile(new File([extraFixture(name)], name))) {
      if (file.verdict !== 'recording') continue;
      for (const { sport, startMs, durationSecs = 0, distanceM = 0 } of file.recording.sessions) {
        if (startMs !== undefined && durationSecs >= 180 && distanceM >= 200) {
          found.push({ sport, startMs, durationSecs: Math.round(durationSecs), distanceM });
        }
      }
    }
  }
  return found;
}
