import { extraFixture } from './extra-files.ts';

/** An entry of the manifest of the extra files. */
export interface Row {
  /** `fit/ride.fit` */
  readonly file: string;
  readonly what: string;
  readonly expected: string;
  readonly sport: string;
  readonly start: string;
}

export function readManifest(): Row[] {
  const text = Buffer.from(extraFixture('MANIFEST.tsv')).toString();
  const lines = text.trimEnd().split('\n').slice(1);
  return lines.map(line => {
    const [file = '', , , , , , what = '', expected = '', sport = '', start = ''] = line.split('\t');
    return { file, what, expected, sport, start: start.trim() };
  });
}
