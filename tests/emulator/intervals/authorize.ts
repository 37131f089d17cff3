import type { Athlete } from './athlete.ts';
import type { Grant } from './oauth/oauth.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/**
 * Finds the owner of the key or token in a request, or refuses it as the real server does:
 * https://forum.intervals.icu/t/609, https://forum.intervals.icu/t/123106
 */
export function authorize(authorization: string | undefined, { athletes, oauth }: World): Caller {
  const [scheme = '', credential = ''] = (authorization ?? '').split(' ');
  const owner = (key: string) => athletes.find(athlete => athlete.key === key && !athlete.keyRevoked);

  if (scheme === 'Bearer') {
    const grant = oauth.grantOf(credential);
    if (grant) return { athlete: grant.athlete, grant };
    if (owner(credential)) throw new Refusal(403, 'Access denied');
  }
  if (scheme !== 'Basic') throw unauthorized();
  const [user, key] = decodeBasic(credential);
  if (user !== 'API_KEY') throw new Refusal(403, 'Access denied');
  const athlete = owner(key);
  if (!athlete) throw unauthorized();
  return { athlete, grant: undefined };
}

/** The athlete in the path must be the key's owner; `0` means just that. `me` is a known wrong guess. */
export function mayAct(athlete: Athlete, idInPath: string): void {
  if (idInPath === 'me') throw unauthorized();
  if (idInPath !== '0' && idInPath !== athlete.id) throw new Refusal(403, 'Access denied');
}

function decodeBasic(credential: string): [user: string, key: string] {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(credential)) {
    const reason = `Input byte array has incorrect ending byte at ${credential.length}`;
    throw new Refusal(500, `java.lang.IllegalArgumentException: ${reason}`);
  }
  const text = Buffer.from(credential, 'base64').toString();
  const colon = text.indexOf(':');
  if (colon === -1) throw unauthorized();
  return [text.slice(0, colon), text.slice(colon + 1)];
}

/** The client: an athlete with their key, or an app with the scopes that the athlete granted. */
interface Caller {
  readonly athlete: Athlete;
  readonly grant: Grant | undefined;
}

/** The body is a placeholder: no recording of the real one is public. */
function unauthorized(): Refusal {
  return new Refusal(401, 'Unauthorized');
}
