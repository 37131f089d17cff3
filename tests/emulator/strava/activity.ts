import { fitFile, gpxFile, makeGzip, type RecordingSpec, tcxFile } from '../../fixtures/recordings.ts';

/** An activity on Strava; the defaults make a ride with an original in `.fit.gz`. */
export interface StravaActivitySpec extends Partial<RecordingSpec> {
  readonly id?: number;
  /** `json` is what a phone's recording comes as: https://github.com/pR0Ps/stravaweblib */
  readonly original?: 'fit' | 'fit.gz' | 'tcx' | 'gpx' | 'json';
  readonly owner?: 'me' | 'somebody else';
}

/** One activity. */
export class StravaActivity {
  readonly id: number;
  readonly title: string;
  readonly original: 'fit' | 'fit.gz' | 'tcx' | 'gpx' | 'json';
  readonly owner: 'me' | 'somebody else';
  readonly recording: RecordingSpec;

  constructor(id: number, spec: StravaActivitySpec & RecordingSpec) {
    const { original = 'fit.gz', owner = 'me', id: _, ...recording } = spec;
    this.id = id;
    this.title = spec.title ?? '';
    this.original = original;
    this.owner = owner;
    this.recording = recording;
  }

  get url(): string {
    return `https://www.strava.com/activities/${this.id}`;
  }

  get originalUrl(): string {
    return `${this.url}/export_original`;
  }

  /** The original, as it is downloaded. */
  get bytes(): Uint8Array {
    return ORIGINALS[this.original](this.recording);
  }
}

const ORIGINALS: Record<StravaActivity['original'], (spec: RecordingSpec) => Uint8Array> = {
  fit: fitFile,
  'fit.gz': spec => makeGzip(fitFile(spec)),
  tcx: tcxFile,
  gpx: gpxFile,
  json: ({ startMs, title }) => Buffer.from(JSON.stringify({ activity_name: title, start_time: startMs, streams: [] })),
};
