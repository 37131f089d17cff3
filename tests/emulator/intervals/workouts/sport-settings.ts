/** The reference values of an athlete's percentages, for some types of activity. Keys: https://intervals.icu/api/v1/docs */
export interface SportSettings {
  readonly types: readonly string[];
  /** Watts; `indoor_ftp` is for indoor activities. */
  ftp?: number;
  indoor_ftp?: number;
  /** Beats per minute. */
  lthr?: number;
  max_hr?: number;
  /** m/s */
  threshold_pace?: number;
  pace_units?: string;
  /** Tops of the zones: % of FTP, bpm, % of threshold pace. */
  power_zones?: number[];
  hr_zones?: number[];
  pace_zones?: number[];
  sweet_spot_min?: number;
  sweet_spot_max?: number;
}

/** The settings of the athlete in the samples. */
export function makeSportSettings(): SportSettings[] {
  const hr_zones = [121, 136, 152, 170, 187];
  const pace_zones = [77.5, 87.7, 94.3, 100, 103.4, 111.5, 999];
  return [
    {
      types: ['Ride', 'VirtualRide', 'MountainBikeRide', 'GravelRide', 'TrackRide', 'Cyclocross'],
      ftp: 262,
      lthr: 164,
      max_hr: 187,
      power_zones: [55, 75, 90, 105, 120, 150, 999],
      hr_zones,
      sweet_spot_min: 84,
      sweet_spot_max: 97,
    },
    {
      types: ['Run', 'VirtualRun', 'TrailRun'],
      lthr: 168,
      max_hr: 187,
      threshold_pace: 3.508772,
      pace_units: 'MINS_KM',
      hr_zones,
      pace_zones,
    },
    {
      types: ['Swim', 'OpenWaterSwim'],
      lthr: 158,
      max_hr: 187,
      threshold_pace: 1.0416666,
      pace_units: 'SECS_100M',
      hr_zones,
      pace_zones,
    },
    { types: ['Other'], lthr: 164, max_hr: 187, hr_zones },
  ];
}

/** The settings for a type of activity; the last ones are for types that no other settings name. */
export function settingsFor(all: readonly SportSettings[], type: string | null): SportSettings {
  const settings = all.find(({ types }) => types.includes(type ?? '')) ?? all.at(-1);
  if (!settings) throw new Error('An athlete without sport settings');
  return settings;
}
