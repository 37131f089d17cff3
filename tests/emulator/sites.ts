import { Files } from './files/files.ts';
import { Garmin } from './garmin/garmin.ts';
import { Hostile } from './hostile/hostile.ts';
import { Intervals, type IntervalsOptions } from './intervals/intervals.ts';
import { Ntfy } from './ntfy/ntfy.ts';
import { PrivateNetwork } from './private-network.ts';
import type { Site } from './site.ts';
import { Strava } from './strava/strava.ts';
import { TrainingPeaks } from './trainingpeaks/training-peaks.ts';

/** Every emulated site. */
export class Sites {
  readonly intervals = new Intervals();
  readonly garmin = new Garmin();
  readonly trainingPeaks = new TrainingPeaks();
  readonly strava = new Strava();
  readonly files = new Files();
  readonly hostile = new Hostile();
  readonly ntfy = new Ntfy();
  readonly privateNetwork = new PrivateNetwork();
  readonly all: readonly Site[] = [
    this.intervals,
    this.garmin,
    this.trainingPeaks,
    this.strava,
    this.files,
    this.hostile,
    this.ntfy,
    this.privateNetwork,
  ];

  get hosts(): string[] {
    return this.all.flatMap(({ hosts }) => hosts);
  }

  /** Resets all of them. */
  reset(options: IntervalsOptions): void {
    this.intervals.reset(options);
    const { garmin, trainingPeaks, strava, files, hostile, ntfy } = this;
    for (const site of [garmin, trainingPeaks, strava, files, hostile, ntfy]) site.reset();
  }
}
