import { Files } from './files/files.ts';
import { Garmin } from './garmin/garmin.ts';
import { Hostile } from './hostile/hostile.ts';
import { Intervals, type IntervalsOptions } from './intervals/intervals.ts';
import { PrivateNetwork } from './private-network.ts';
import type { Site } from './site.ts';
import { Strava } from './strava/strava.ts';
import { TrainingPeaks } from './trainingpeaks/training-peaks.ts';

/** Every site of this world. */
export class Sites {
  readonly intervals = new Intervals();
  readonly garmin = new Garmin();
  readonly trainingPeaks = new TrainingPeaks();
  readonly strava = new Strava();
  readonly files = new Files();
  readonly hostile = new Hostile();
  readonly privateNetwork = new PrivateNetwork();
  readonly all: readonly Site[] = [
    this.intervals,
    this.garmin,
    this.trainingPeaks,
    this.strava,
    this.files,
    this.hostile,
    this.privateNetwork,
  ];

  get hosts(): string[] {
    return this.all.flatMap(({ hosts }) => hosts);
  }

  /** As new, every one of them. */
  reset(options: IntervalsOptions): void {
    this.intervals.reset(options);
    for (const site of [this.garmin, this.trainingPeaks, this.strava, this.files, this.hostile]) site.reset();
  }
}
