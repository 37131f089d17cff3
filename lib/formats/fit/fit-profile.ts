/** Numbers of the FIT messages that we read, from Garmin's profile (https://developer.garmin.com/fit/overview/). */
export const FIT_MESSAGES = {
  fileId: 0,
  sport: 12,
  session: 18,
  lap: 19,
  record: 20,
  deviceInfo: 23,
  workout: 26,
  workoutStep: 27,
} as const;

/** `file_id.type` of a recording. */
export const FIT_ACTIVITY_FILE = 4;

/** `file_id.type` of a planned workout. */
export const FIT_WORKOUT_FILE = 5;

/** Names of FIT's sports; others are shown as "sport 91". */
// biome-ignore format: a table
export const FIT_SPORTS: Readonly<Record<number, string>> = {
  0: 'generic', 1: 'running', 2: 'cycling', 3: 'transition', 4: 'fitness equipment', 5: 'swimming',
  6: 'basketball', 7: 'soccer', 8: 'tennis', 9: 'american football', 10: 'training', 11: 'walking',
  12: 'cross country skiing', 13: 'alpine skiing', 14: 'snowboarding', 15: 'rowing', 16: 'mountaineering',
  17: 'hiking', 18: 'multisport', 19: 'paddling', 20: 'flying', 21: 'e biking', 22: 'motorcycling', 23: 'boating',
  24: 'driving', 25: 'golf', 26: 'hang gliding', 27: 'horseback riding', 28: 'hunting', 29: 'fishing',
  30: 'inline skating', 31: 'rock climbing', 32: 'sailing', 33: 'ice skating', 34: 'sky diving', 35: 'snowshoeing',
  36: 'snowmobiling', 37: 'stand up paddleboarding', 38: 'surfing', 39: 'wakeboarding', 40: 'water skiing',
  41: 'kayaking', 42: 'rafting', 43: 'windsurfing', 44: 'kitesurfing', 45: 'tactical', 46: 'jumpmaster',
  47: 'boxing', 48: 'floor climbing', 53: 'diving', 62: 'hiit', 64: 'racket', 65: 'wheelchair push walk',
  66: 'wheelchair push run', 67: 'meditation', 69: 'disc golf', 82: 'snorkeling', 83: 'dance', 84: 'jump rope',
  88: 'canoeing',
};

/** Names of FIT's sub-sports; 0 ("generic") and unknown ones are not shown. */
// biome-ignore format: a table
export const FIT_SUB_SPORTS: Readonly<Record<number, string>> = {
  1: 'treadmill', 2: 'street', 3: 'trail', 4: 'track', 5: 'spin', 6: 'indoor cycling', 7: 'road', 8: 'mountain',
  9: 'downhill', 10: 'recumbent', 11: 'cyclocross', 12: 'hand cycling', 13: 'track cycling', 14: 'indoor rowing',
  15: 'elliptical', 16: 'stair climbing', 17: 'lap swimming', 18: 'open water', 19: 'flexibility training',
  20: 'strength training', 21: 'warm up', 22: 'match', 23: 'exercise', 24: 'challenge', 25: 'indoor skiing',
  26: 'cardio training', 27: 'indoor walking', 28: 'e bike fitness', 29: 'bmx', 30: 'casual walking',
  31: 'speed walking', 32: 'bike to run transition', 33: 'run to bike transition', 34: 'swim to bike transition',
  37: 'backcountry', 38: 'resort', 41: 'whitewater', 42: 'skate skiing', 43: 'yoga', 44: 'pilates',
  45: 'indoor running', 46: 'gravel cycling', 47: 'e bike mountain', 48: 'commuting', 49: 'mixed surface',
  53: 'single gas diving', 54: 'multi gas diving', 56: 'apnea diving', 58: 'virtual activity', 59: 'obstacle',
  62: 'breathing', 67: 'ultra', 68: 'indoor climbing', 69: 'bouldering', 70: 'hiit', 78: 'triathlon',
  79: 'duathlon', 80: 'brick', 81: 'swim run', 84: 'pickleball', 85: 'padel', 88: 'indoor hand cycling',
  94: 'squash', 95: 'badminton', 97: 'table tennis', 124: 'rucking',
};

/** Names of FIT's manufacturers as athletes know them; others are shown as "manufacturer 999". */
// biome-ignore format: a table
export const FIT_MANUFACTURERS: Readonly<Record<number, string>> = {
  1: 'Garmin', 6: 'SRM', 7: 'Quarq', 9: 'Saris', 13: 'Garmin', 15: 'Garmin', 16: 'Timex', 23: 'Suunto',
  28: 'TrainingPeaks', 32: 'Wahoo', 40: 'Concept2', 41: 'Shimano', 48: 'Pioneer', 51: '4iiii', 59: 'Mio',
  61: 'Geonaute', 63: 'Specialized', 67: 'BKOOL', 68: 'CatEye', 69: 'Stages', 70: 'Sigma', 73: 'Wattbike',
  86: 'Elite', 89: 'Tacx', 95: 'Stryd', 107: 'Magene', 108: 'Giant', 111: 'Technogym', 115: 'iGPSPORT',
  121: 'Kinetic', 123: 'Polar', 135: 'CooSpo', 143: 'Keiser', 258: 'Lezyne', 260: 'Zwift', 263: 'Favero',
  265: 'Strava', 266: 'Precor', 267: 'Bryton', 268: 'SRAM', 281: 'TrainerRoad', 282: 'Wahoo SYSTM', 284: 'ROUVY',
  289: 'Hammerhead', 290: 'Kinetic', 294: 'COROS', 305: 'WHOOP', 307: 'Onelap', 309: 'FORM', 310: 'Decathlon',
  326: 'Nike', 328: 'ICTrainer', 331: 'MyWhoosh', 339: 'Amazfit', 340: 'Peloton', 348: 'Huawei',
};
