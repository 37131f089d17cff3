import { fitFile, gpxFile, type RecordingSpec, tcxFile, type ZipMemberSpec } from '../../fixtures/recordings.ts';
import { makeSamples } from '../../fixtures/track.ts';
import { zipAsGarmin } from './zip.ts';

/** An activity on Garmin Connect; the defaults make an ordinary ride, each a day before the last. */
export interface GarminActivitySpec extends Partial<RecordingSpec> {
  readonly id?: number;
  readonly name?: string;
  /** Garmin's word; from the sport when left out. */
  readonly typeKey?: string;
  /** What the athlete's clock showed, ahead of UTC. */
  readonly utcOffsetHours?: number;
  /** The format of the original; a FIT file when left out. */
  readonly original?: Original;
  /** The original, byte for byte, instead of a generated one. */
  readonly file?: Uint8Array;
  readonly owner?: 'me' | 'somebody else';
  readonly host?: string;
}

/**
 * `manual` has no file (https://github.com/pe-st/garmin-connect-export), and `empty zip` has an archive with nothing in it
 * (https://github.com/diegoscarabelli/garmin-health-data). Members of a zip can be given
 * as they are.
 */
export type Original = 'fit' | 'gpx' | 'tcx' | 'multisport' | 'manual' | 'empty zip' | readonly ZipMemberSpec[];

/** One activity. Its files are made when they are requested: there may be thousands of activities. */
export class GarminActivity {
  readonly id: number;
  readonly name: string;
  readonly host: string;
  readonly owner: 'me' | 'somebody else';
  readonly typeKey: string;
  readonly utcOffsetHours: number;
  readonly recording: RecordingSpec & { readonly sport: Sport; readonly durationSecs: number };
  readonly original: Original;
  /** Of a multisport activity, first to last. */
  readonly legs: readonly GarminActivity[];
  #file: Uint8Array | undefined;
  #distanceM: number | undefined;

  constructor(id: number, startMs: number, spec: GarminActivitySpec) {
    const { sport = 'ride', original = 'fit', durationSecs = 600, seed = id, title, serial } = spec;
    this.id = id;
    this.name = spec.name ?? title ?? `Activity ${id}`;
    this.host = spec.host ?? 'connect.garmin.com';
    this.owner = spec.owner ?? 'me';
    this.typeKey = spec.typeKey ?? (original === 'multisport' ? 'multi_sport' : TYPE_KEYS[sport]);
    this.utcOffsetHours = spec.utcOffsetHours ?? 0;
    this.recording = {
      startMs,
      sport,
      durationSecs,
      seed,
      title: this.name,
      ...(serial !== undefined && { serial }),
    };
    this.original = original;
    this.legs = original === 'multisport' ? legsOf(this) : [];
    this.#file = spec.file;
  }

  /** The page of today. */
  get url(): string {
    return `https://${this.host}/app/activity/${this.id}`;
  }

  /** The page as it was until 2026, which leads to the new one (seen 2026-08-01). */
  get oldUrl(): string {
    return `https://${this.host}/modern/activity/${this.id}`;
  }

  /** The address from which the site's own menu downloads the original. */
  get originalPath(): string {
    return `/gc-api/download-service/files/activity/${this.id}`;
  }

  get distanceM(): number {
    this.#distanceM ??= makeSamples(this.recording).at(-1)?.distanceM ?? 0;
    return this.#distanceM;
  }

  /** The files in the original's zip; none of a manual activity. */
  get members(): readonly ZipMemberSpec[] {
    if (typeof this.original !== 'string') return this.original;
    switch (this.original) {
      case 'manual':
      case 'empty zip':
        return [];
      case 'multisport':
        return this.legs.flatMap(leg => leg.members);
      default:
        return [
          {
            name: `${this.id}_ACTIVITY.${this.original}`,
            bytes: this.#file ?? MAKERS[this.original](this.recording),
          },
        ];
    }
  }

  /** The original as Garmin returns it. */
  get zip(): Uint8Array | undefined {
    return this.original === 'manual' ? undefined : zipAsGarmin(this.members);
  }
}

/** One leg after the other, each with another sport, with five minutes between them. */
function legsOf({ id, host, owner, utcOffsetHours, recording }: GarminActivity): GarminActivity[] {
  const { startMs, durationSecs } = recording;
  return (['swim', 'ride', 'run'] as const).map((sport, index) => {
    const start = startMs + index * (durationSecs + 300) * 1000;
    const spec = { sport, durationSecs, host, owner, utcOffsetHours, name: `Leg ${index + 1}` };
    return new GarminActivity(id + index + 1, start, spec);
  });
}

type Sport = NonNullable<RecordingSpec['sport']>;

const MAKERS = { fit: fitFile, gpx: gpxFile, tcx: tcxFile } as const;

const TYPE_KEYS: Record<Sport, string> = {
  ride: 'cycling',
  run: 'running',
  swim: 'open_water_swimming',
  walk: 'walking',
  transition: 'transition_v2',
};
