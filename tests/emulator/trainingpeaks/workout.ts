import { fitFile, makeGzip, type RecordingSpec } from '../../fixtures/recordings.ts';
import { makeSamples } from '../../fixtures/track.ts';

/** An entry in the calendar; the defaults make a ride with one device file, each a day before the last. */
export interface WorkoutSpec extends Partial<RecordingSpec> {
  readonly id?: number;
  /** What the athlete's clock showed, ahead of UTC. */
  readonly utcOffsetHours?: number;
  /** `planned` is in the future, `manual` was entered by hand; neither has a file. */
  readonly state?: 'recorded' | 'planned' | 'manual';
  /** The device files; of a bike computer and a watch there are two. */
  readonly files?: readonly DeviceFileSpec[];
  readonly attachments?: readonly DeviceFileSpec[];
  readonly athleteId?: number;
}

export interface DeviceFileSpec {
  readonly fileId?: number;
  readonly fileName?: string;
  /** The recording, unpacked; it is gzipped here when the name ends in .gz. */
  readonly recording?: Uint8Array;
  /** A proxy or the browser has unpacked it already, and did not change the name. */
  readonly unpackedOnTheWay?: true;
}

/** A file of a workout, as it is downloaded. */
export interface DeviceFile {
  readonly fileId: number;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** A card in the calendar. Its files are made when they are requested. */
export class Workout {
  readonly id: number;
  readonly athleteId: number;
  readonly title: string;
  readonly state: 'recorded' | 'planned' | 'manual';
  readonly utcOffsetHours: number;
  readonly recording: RecordingSpec & { readonly sport: Sport; readonly durationSecs: number };
  #fileSpecs: readonly DeviceFileSpec[];
  #attachmentSpecs: readonly DeviceFileSpec[];
  #files: readonly DeviceFile[] | undefined;

  constructor(id: number, startMs: number, athleteId: number, spec: WorkoutSpec) {
    const { sport = 'ride', durationSecs = 600, seed = id, title = `Workout ${id}`, state = 'recorded' } = spec;
    this.id = id;
    this.athleteId = athleteId;
    this.title = title;
    this.state = state;
    this.utcOffsetHours = spec.utcOffsetHours ?? 0;
    this.recording = {
      startMs,
      sport,
      durationSecs,
      seed,
      title,
      ...(spec.serial !== undefined && { serial: spec.serial }),
    };
    this.#fileSpecs = spec.files ?? (state === 'recorded' ? [{}] : []);
    this.#attachmentSpecs = spec.attachments ?? [];
  }

  get files(): readonly DeviceFile[] {
    this.#files ??= this.#fileSpecs.map((spec, index) => this.#make(spec, index));
    return this.#files;
  }

  get attachments(): readonly DeviceFile[] {
    return this.#attachmentSpecs.map((spec, index) => this.#make(spec, index + 100));
  }

  /** A row of the list. It has no file ids: the details are needed for them. https://github.com/robertgregorywest/trainingpeaks-api */
  get row() {
    const { startMs, sport, durationSecs } = this.recording;
    const local = new Date(startMs + this.utcOffsetHours * 3_600_000).toISOString().slice(0, 19);
    const isDone = this.state !== 'planned';
    return {
      workoutId: this.id,
      athleteId: this.athleteId,
      title: this.title,
      workoutTypeValueId: TYPE_IDS[sport],
      workoutDay: `${local.slice(0, 10)}T00:00:00`,
      startTime: isDone ? local : null,
      startTimePlanned: null,
      completed: isDone ? true : null,
      /** Hours. */
      totalTime: isDone ? durationSecs / 3600 : null,
      totalTimePlanned: isDone ? null : durationSecs / 3600,
      distance: isDone ? makeSamples(this.recording).at(-1)?.distanceM : null,
      distancePlanned: null,
    };
  }

  #make(spec: DeviceFileSpec, index: number): DeviceFile {
    const { fileName = this.#nameOf(index), fileId = this.#idOf(index), unpackedOnTheWay = false } = spec;
    const recording = spec.recording ?? fitFile({ ...this.recording, seed: (this.recording.seed ?? 0) + index });
    const isPacked = /\.gz$/i.test(fileName) && !unpackedOnTheWay;
    return { fileId, fileName, bytes: isPacked ? makeGzip(recording) : recording };
  }

  /** As Garmin's push names them: in UTC, and with a suffix in capitals, as files in many repositories have it (2021 to 2026). */
  #nameOf(index: number): string {
    const time = new Date(this.recording.startMs).toISOString().replaceAll(/[T:.]/g, '-').slice(0, -1);
    const random = Buffer.from(`${this.id}-${index}`.padEnd(12, '*')).toString('base64url');
    return `tp-${this.athleteId}.${time}Z.GarminPing.${random}.FIT.gz`;
  }

  /** A 32-bit number that has overflowed: half of them are negative. */
  #idOf(index: number): number {
    return (Math.imul(this.id, 0x9e3779b1) + index) | 0;
  }
}

type Sport = NonNullable<RecordingSpec['sport']>;

/** `workoutTypeValueId`: https://github.com/freekode/tp2intervals (2025-04-15) */
const TYPE_IDS: Record<Sport, number> = { swim: 1, ride: 2, run: 3, walk: 13, transition: 100 };
