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

/** Names of FIT's manufacturers as athletes know them. Unknown ones, and 255 for "in development", have none. */
// biome-ignore format: a table
export const FIT_MANUFACTURERS: Readonly<Record<number, string>> = {
  1: 'Garmin', 2: 'Garmin', 3: 'Zephyr', 4: 'Dayton', 5: 'IDT', 6: 'SRM', 7: 'Quarq', 8: 'iBike', 9: 'Saris',
  10: 'Spark HK', 11: 'Tanita', 12: 'Echowell', 13: 'Garmin', 14: 'Nautilus', 15: 'Garmin', 16: 'Timex',
  17: 'MetriGear', 18: 'Xelic', 19: 'Beurer', 20: 'Cardiosport', 21: 'A and D', 22: 'HMM', 23: 'Suunto',
  24: 'Thita Elektronik', 25: 'GPulse', 26: 'Clean Mobile', 27: 'Pedal Brain', 28: 'TrainingPeaks', 29: 'Saxonar',
  30: 'LeMond Fitness', 31: 'Dexcom', 32: 'Wahoo', 33: 'Octane Fitness', 34: 'Archinoetics', 35: 'The Hurt Box',
  36: 'Citizen Systems', 37: 'Magellan', 38: 'o-synce', 39: 'Holux', 40: 'Concept2', 41: 'Shimano',
  42: 'One Giant Leap', 43: 'Ace Sensor', 44: 'Brim Brothers', 45: 'Xplova', 46: 'Perception Digital',
  47: 'bf1systems', 48: 'Pioneer', 49: 'Spantec', 50: 'Metalogics', 51: '4iiii', 52: 'Epson', 53: 'Epson',
  54: 'iFor Powell', 55: 'Maxwell Guider', 56: 'Star Trac', 57: 'Breakaway', 58: 'Alatech', 59: 'Mio', 60: 'Rotor',
  61: 'Geonaute', 62: 'ID Bike', 63: 'Specialized', 64: 'Wtek', 65: 'Physical Enterprises',
  66: 'North Pole Engineering', 67: 'BKOOL', 68: 'CatEye', 69: 'Stages', 70: 'Sigma', 71: 'TomTom', 72: 'Peripedal',
  73: 'Wattbike', 76: 'Moxy', 77: 'Ciclosport', 78: 'Powerbahn', 79: 'Acorn Projects', 80: 'LifeBEAM', 81: 'Bontrager',
  82: 'Wellgo', 83: 'Scosche', 84: 'Magura', 85: 'Woodway', 86: 'Elite', 87: 'Nielsen-Kellerman', 88: 'DK City',
  89: 'Tacx', 90: 'Direction Technology', 91: 'Magtonic', 92: '1partcarbon', 93: 'Inside Ride', 94: 'Sound of Motion',
  95: 'Stryd', 96: 'ICG', 97: 'MiPulse', 98: 'BSX Athletics', 99: 'LOOK', 100: 'Campagnolo', 101: 'Body Bike',
  102: 'Praxisworks', 103: 'Limits Technology', 104: 'TopAction', 105: 'cosinuss', 106: 'Fitcare', 107: 'Magene',
  108: 'Giant', 109: 'Tigrasport', 110: 'Salutron', 111: 'Technogym', 112: 'Bryton', 113: 'Latitude Limited',
  114: 'Soaring Technology', 115: 'iGPSPORT', 116: 'ThinkRider', 117: 'Gopher Sport', 118: 'WaterRower',
  119: 'Orangetheory', 120: 'InPeak', 121: 'Kinetic', 122: 'Johnson Health Tech', 123: 'Polar', 124: 'See.Sense',
  125: 'NCI Technology', 126: 'iQsquare', 127: 'Leomo', 128: 'iFit', 129: 'COROS', 130: 'VersaDesign', 131: 'Chileaf',
  132: 'CYCPLUS', 133: 'Gravaa', 134: 'Sigeyi', 135: 'CooSpo', 136: 'Geoid', 137: 'Bosch', 138: 'Kyto', 139: 'Kinetic',
  140: 'Decathlon', 141: 'TQ Systems', 142: 'TAG Heuer', 143: 'Keiser', 144: 'Zwift', 145: 'Porsche', 146: 'Blackbird',
  147: 'Meilan', 148: 'Ezon', 149: 'Laisi', 150: 'Myzone', 151: 'Abawo', 152: 'Bafang', 153: 'Luhong Technology',
  257: 'Health and Life', 258: 'Lezyne', 259: 'Scribe Labs', 260: 'Zwift', 261: 'Watteam', 262: 'Recon', 263: 'Favero',
  264: 'Dynovelo', 265: 'Strava', 266: 'Precor', 267: 'Bryton', 268: 'SRAM', 269: 'Navman', 270: 'COBI', 271: 'Spivi',
  272: 'Mio', 273: 'Evesports', 274: 'Sensitivus', 275: 'Podoon', 276: 'Life Time', 277: 'Falco', 278: 'Minoura',
  279: 'Cycliq', 280: 'Luxottica', 281: 'TrainerRoad', 282: 'Wahoo SYSTM', 283: 'Full Speed Ahead', 284: 'ROUVY',
  285: 'Feedback Sports', 286: 'Omata', 287: 'VDO', 288: 'MagneticDays', 289: 'Hammerhead', 290: 'Kinetic',
  291: 'Shapelog', 292: 'Dabuziduo', 293: 'JetBlack', 294: 'COROS', 295: 'Virtugo', 296: 'Velosense', 297: 'Cycligent',
  298: 'Trailforks', 299: 'Mahle', 300: 'NURVV', 301: 'Microprogram', 302: 'Zone5Cloud', 303: 'greenTEG',
  304: 'Yamaha', 305: 'WHOOP', 306: 'Gravaa', 307: 'Onelap', 308: 'Monark', 309: 'FORM', 310: 'Decathlon',
  311: 'Syncros', 312: 'HeatUp', 313: 'Cannondale', 314: 'True Fitness', 315: 'RGT Cycling', 316: 'Vasa',
  317: 'Race Republic', 318: 'Fazua', 319: 'Oreka Training', 320: 'Lsec', 321: 'lululemon Studio', 322: 'Shanyue',
  323: 'Spinning', 324: 'Hilldating', 325: 'Aero Sensor', 326: 'Nike', 327: 'Magicshine', 328: 'ICTrainer',
  329: 'Absolute Cycling', 330: 'EO SwimBETTER', 331: 'MyWhoosh', 332: 'Ravemen', 333: 'Tektro', 334: 'Darad',
  335: 'Cycloptim', 337: 'Runna', 339: 'Amazfit', 340: 'Peloton', 341: 'Carv', 342: 'Tissot', 345: 'Real Velo',
  346: 'Wetech', 347: 'Jespr', 348: 'Huawei', 349: 'GOTOES', 350: 'Cadence', 5759: 'ActiGraph',
};
