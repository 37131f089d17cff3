/** The areas of OAuth scopes, each for reading or writing (https://forum.intervals.icu/t/2759). */
export const SCOPE_AREAS = ['ACTIVITY', 'CALENDAR', 'WELLNESS', 'SETTINGS', 'LIBRARY', 'CHATS'] as const;
export type ScopeArea = (typeof SCOPE_AREAS)[number];

/** The areas that Musette uses: it requests no others. */
export const USED_AREAS = ['ACTIVITY', 'CALENDAR', 'WELLNESS'] as const satisfies ScopeArea[];
export type UsedArea = (typeof USED_AREAS)[number];

export type Scope = `${ScopeArea}:${'READ' | 'WRITE'}`;

/** Access to the API for one athlete. */
export type ApiAccess =
  /** The personal API key, bare. It has no scopes and allows everything. */
  | { kind: 'key'; key: string }
  /** The token of an OAuth app. `scopes` are those that the athlete granted; absent if unknown. */
  | { kind: 'token'; token: string; scopes?: Scope[] };

/** The value of the `Authorization` header. */
export const toAuthorizationHeader = (access: ApiAccess): string =>
  access.kind === 'key' ? `Basic ${btoa(`API_KEY:${access.key}`)}` : `Bearer ${access.token}`;

/** Whether an access includes a scope. Writing includes reading, and unknown scopes count as granted. */
export function hasScope({ scopes }: { scopes?: Scope[] | undefined }, required: Scope): boolean {
  const [area] = required.split(':') as [ScopeArea];
  return scopes === undefined || scopes.includes(required) || scopes.includes(`${area}:WRITE`);
}

/** The scopes in "ACTIVITY:WRITE,WELLNESS:READ", without unknown ones. */
export const parseScopes = (text: string): Scope[] =>
  text
    .split(/[\s,]+/)
    .map(part => part.toUpperCase())
    .filter((part): part is Scope => ALL_SCOPES.has(part));

const ALL_SCOPES: ReadonlySet<string> = new Set(SCOPE_AREAS.flatMap(area => [`${area}:READ`, `${area}:WRITE`]));

/** The scope that a request needs; undefined if it needs none. */
export function getRequiredScope(method: string, path: string): Scope | undefined {
  const area = AREA_BY_PATH.find(([pattern]) => pattern.test(path))?.[1];
  return area && `${area}:${method === 'GET' ? 'READ' : 'WRITE'}`;
}

const AREA_BY_PATH: [RegExp, ScopeArea][] = [
  [/^\/athlete\/[^/]+$/, 'SETTINGS'],
  [/^\/activity\/|^\/athlete\/[^/]+\/activities\b/, 'ACTIVITY'],
  [/^\/athlete\/[^/]+\/events\b/, 'CALENDAR'],
  [/^\/athlete\/[^/]+\/wellness\b/, 'WELLNESS'],
];
