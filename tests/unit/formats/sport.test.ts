import { expect, test } from 'vitest';
import { parseSport } from '../../../lib/formats/sport.ts';

test.each([
  ['ride', ['cycling/road', 'Biking', 'VirtualRide', 'Ride', 'e biking', 'EBikeRide', 'mountain_biking', 'MTB', '1']],
  [
    'ride',
    ['fitness equipment/indoor cycling', 'training/indoor cycling', 'cycling/virtual activity', 'gravel_cycling'],
  ],
  ['run', ['running/trail', 'TrailRun', 'fitness equipment/treadmill', 'street_running', 'jogging', '9']],
  ['swim', ['swimming/lap swimming', 'Swim', 'open_water_swimming']],
  ['walk', ['walking', 'Hike', 'hiking', 'casual_walking']],
  ['row', ['rowing', 'fitness equipment/indoor rowing', 'Rowing', 'indoor_rowing']],
  ['ski', ['cross country skiing/skate skiing', 'alpine skiing', 'NordicSki', 'BackcountrySki', 'snowboarding']],
  ['strength', ['training/strength training', 'WeightTraining', 'strength_training']],
  [
    'other',
    ['', 'Other', 'generic', 'transition/bike to run transition', 'multisport', 'motorcycling', 'water skiing'],
  ],
  [
    'other',
    ['horseback riding', 'wheelchair push run', 'training/yoga', 'stand up paddleboarding', 'swim run', 'driving'],
  ],
] as const)('the sport %s is recognised in the words %j', (sport, words) => {
  expect(words.map(parseSport)).toEqual(words.map(() => sport));
});
