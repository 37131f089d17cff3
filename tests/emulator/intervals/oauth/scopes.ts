import { Refusal } from '../refusal.ts';

/** What an athlete allows an app, `ACTIVITY:WRITE`; writing includes reading. https://forum.intervals.icu/t/2759 */
export type Scope = string;

/** The scopes that an app asks for. */
export function readScopes(text: string): Scope[] {
  const scopes = text.split(',').filter(scope => scope !== '');
  const areas = scopes.map(scope => {
    const [area = '', kind = '', ...more] = scope.split(':');
    if (!AREAS.includes(area) || !['READ', 'WRITE'].includes(kind) || more.length > 0)
      throw new Refusal(422, `Invalid scope [${scope}]`);
    return area;
  });
  if (new Set(areas).size < areas.length) throw new Refusal(422, 'Duplicate scope');
  return scopes;
}

/** Refuses what the scopes do not allow. Any token may request what belongs to no area, such as the profile. */
export function expectScope(scopes: readonly Scope[], method: string, path: string): void {
  const area = areaOf(path);
  if (area === undefined || scopes.includes(`${area}:WRITE`)) return;
  if (method === 'GET' && scopes.includes(`${area}:READ`)) return;
  throw new Refusal(403, 'Access denied');
}

function areaOf(path: string): string | undefined {
  const own = path.replace(/^\/api\/v1\/(athlete\/[^/]+\/)?/, '');
  return PATHS.find(([pattern]) => pattern.test(own))?.[1];
}

const AREAS = ['ACTIVITY', 'CALENDAR', 'WELLNESS', 'SETTINGS', 'LIBRARY', 'CHATS'];

/** Which area a path belongs to, by the tags of openapi.json. */
const PATHS: readonly (readonly [RegExp, string])[] = [
  [/^(activity\/|activities|download-fit-files)/, 'ACTIVITY'],
  [/^wellness/, 'WELLNESS'],
  [/^(events|bulk-delete-events|duplicate-events|workouts\.zip|fitness-model-events)/, 'CALENDAR'],
  [/^(folders|workouts|workout-tags|duplicate-workouts)/, 'LIBRARY'],
  [/^(sport-settings|settings|athlete\/[^/]+$)/, 'SETTINGS'],
  [/^chats/, 'CHATS'],
];
