/** The areas of an athlete's data that an app may be let into, each for reading or for writing (reference §12). */
export const SCOPE_AREAS = ['ACTIVITY', 'CALENDAR', 'WELLNESS', 'SETTINGS', 'LIBRARY', 'CHATS'] as const;
export type ScopeArea = (typeof SCOPE_AREAS)[number];

/** Those that Musette has a use for: it asks for no other. */
export const USED_AREAS = ['ACTIVITY', 'CALENDAR', 'WELLNESS'] as const satisfies ScopeArea[];
export type UsedArea = (typeof USED_AREAS)[number];

export type Scope = `${ScopeArea}:${'READ' | 'WRITE'}`;

/** What opens the API for one athlete. */
export type ApiAccess =
  /** The personal API key, bare. It opens everything. */
  | { kind: 'key'; key: string }
  /** The token of an OAuth app. `scopes` are those that the athlete granted; absent where nobody told us. */
  | { kind: 'token'; token: string; scopes?: Scope[] };

/** The `Authorization` header that this access is. */
export const toAuthorizationHeader = (access: ApiAccess): string =>
  access.kind === 'key' ? `Basic ${btoa(`API_KEY:${access.key}`)}` : `Bearer ${access.token}`;

/** Whether it lets somebody do what needs this scope. Writing includes reading; where scopes are unknown, it may. */
export function hasScope({ scopes }: { scopes?: Scope[] | undefined }, required: Scope): boolean {
  const [area] = required.split(':') as [ScopeArea];
  return scopes === undefined || scopes.includes(required) || scopes.includes(`${area}:WRITE`);
}

/** The scopes in "ACTIVITY:WRITE,WELLNESS:READ"; what we do not know is left out. */
export const parseScopes = (text: string): Scope[] =>
  text
    .split(/[\s,]+/)
    .map(part => part.toUpperCase())
    .filter((part): part is Scope => ALL_SCOPES.has(part));

const ALL_SCOPES: ReadonlySet<string> = new Set(
  SCOPE_AREAS.flatMap(area => [`${area}:READ`, `${area}:WRITE`]),
);

/** What a request needs to be granted; undefined for those that every app may send. */
export function getRequiredScope(method: string, path: string): Scope | undefined {
  const area = AREA_BY_PATH.find(([pattern]) => pattern.test(path))?.[1];
  return area && `${area}:${method === 'GET' ? 'READ' : 'WRITE'}`;
}

const AREA_BY_PATH: [RegExp, UsedArea][] = [
  [/^\/activity\/|^\/athlete\/[^/]+\/activities\b/, 'ACTIVITY'],
  [/^\/athlete\/[^/]+\/events\b/, 'CALENDAR'],
  [/^\/athlete\/[^/]+\/wellness\b/, 'WELLNESS'],
];
