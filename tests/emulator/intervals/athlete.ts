import { randomBytes } from 'node:crypto';
import { makeSportSettings, type SportSettings } from './workouts/sport-settings.ts';

/** An athlete with an account. The key is what the settings page shows; it can be revoked. */
export interface Athlete {
  readonly id: string;
  readonly name: string;
  timezone: string;
  /** The reference values of percentages, for each type of activity. */
  sportSettings: SportSettings[];
  key: string;
  keyRevoked: boolean;
  /** The codes of their custom wellness fields. */
  customWellness: string[];
  /** The units that they chose in their settings. */
  measurementPreference: 'meters' | 'feet';
  weightInPounds: boolean;
}

/** Makes an athlete; the defaults are Mo Example's. */
export function makeAthlete(given: Partial<Athlete> = {}): Athlete {
  return {
    id: 'i123456',
    name: 'Mo Example',
    timezone: 'Europe/London',
    sportSettings: makeSportSettings(),
    key: randomBytes(12).toString('hex'),
    keyRevoked: false,
    customWellness: [],
    measurementPreference: 'meters',
    weightInPounds: false,
    ...given,
  };
}

/** A few fields of `GET /athlete/{id}`: those of units. Which words the preference has is not documented; these are Strava's. */
export const settingsOf = ({ id, name, timezone, measurementPreference, weightInPounds }: Athlete) => ({
  id,
  name,
  timezone,
  measurement_preference: measurementPreference,
  weight_pref_lb: weightInPounds,
  fahrenheit: false,
});

/** The JSON of `GET /athlete/{id}/profile`: the key set of samples/athlete_profile.json. */
export function profileOf({ id, name, timezone }: Athlete) {
  return {
    athlete: {
      id,
      name,
      profile_medium: null,
      city: null,
      state: null,
      country: 'GB',
      timezone,
      sex: null,
      bio: null,
      website: null,
      email: null,
      countries: null,
      languages: null,
      icu_coach: false,
    },
    sharedFolders: [],
    customItems: [],
  };
}
