/** The Intervals.icu activity type of a FIT sport. The types are those of https://intervals.icu/api/v1/docs. */
export function typeOfFitSport(sport: unknown, subSport: unknown): string {
  return bySubSport[`${sport}/${subSport}`] ?? bySport[String(sport)] ?? 'Workout';
}

/** The Intervals.icu activity type of the free text in TCX and GPX files. */
export function typeOfWord(word: string | undefined): string {
  const found = words.find(([pattern]) => pattern.test(word ?? ''));
  return found?.[1] ?? 'Workout';
}

const bySport: Readonly<Record<string, string>> = {
  cycling: 'Ride',
  running: 'Run',
  swimming: 'Swim',
  walking: 'Walk',
  hiking: 'Hike',
  rowing: 'Rowing',
  transition: 'Transition',
  cross_country_skiing: 'NordicSki',
  alpine_skiing: 'AlpineSki',
  e_biking: 'EBikeRide',
  stand_up_paddleboarding: 'StandUpPaddling',
};

const bySubSport: Readonly<Record<string, string>> = {
  'cycling/virtual_activity': 'VirtualRide',
  'cycling/mountain': 'MountainBikeRide',
  'cycling/gravel_cycling': 'GravelRide',
  'running/virtual_activity': 'VirtualRun',
  'running/trail': 'TrailRun',
  'swimming/open_water': 'OpenWaterSwim',
  'fitness_equipment/indoor_rowing': 'Rowing',
  'training/strength_training': 'WeightTraining',
  'training/yoga': 'Yoga',
};

const words: readonly [RegExp, string][] = [
  [/virtual.?ride/i, 'VirtualRide'],
  [/bik|cycl|ride/i, 'Ride'],
  [/run/i, 'Run'],
  [/swim/i, 'Swim'],
  [/walk/i, 'Walk'],
  [/hik/i, 'Hike'],
];
