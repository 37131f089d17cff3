import { Problem } from '../../platform/problem.ts';
import type { Units } from '../../platform/units.ts';
import type { Client } from './client.ts';
import { profileSchema, unitPreferencesSchema } from './reply-schemas.ts';

export interface Athlete {
  /** "i123456", or bare digits for old accounts. */
  id: string;
  name: string;
  /** IANA zone, "Europe/London". */
  timezone: string;
}

/** The athlete of the client's access. @throws {Problem} as `Client.send` */
export async function fetchAthlete(client: Client): Promise<Athlete> {
  const { body } = await client.send({ path: '/athlete/0/profile' }, profileSchema);
  const { id, name, timezone } = body.athlete;
  return { id, name: name || id, timezone: timezone || 'UTC' };
}

/** The units that the athlete chose in their settings, as Strava's: "feet" are miles. @throws {Problem} as `Client.send` */
export async function fetchUnits(client: Client, athleteId: string): Promise<Units> {
  const { body } = await client.send({ path: `/athlete/${encodeURIComponent(athleteId)}` }, unitPreferencesSchema);
  return {
    distance: body.measurement_preference === 'feet' ? 'mi' : 'km',
    weight: body.weight_pref_lb ? 'lb' : 'kg',
  };
}

/**
 * The bare key in a pasted text, without spaces, quotes and the `API_KEY:` that the documentation shows before it.
 * @throws {Problem} `malformed-key`
 */
export function parseApiKey(pasted: string): string {
  const key = pasted
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^api_key\s*[:=]\s*/i, '')
    .trim();
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Problem('malformed-key');
  return key;
}
