/** The areas of an athlete's data that an app may be let into, each for reading or for writing (reference §12). */
export const AREAS = ['ACTIVITY', 'CALENDAR', 'WELLNESS', 'SETTINGS', 'LIBRARY', 'CHATS'] as const;
export type Area = (typeof AREAS)[number];

/** Those that Musette has a use for: it asks for no other. */
export const USED_AREAS = ['ACTIVITY', 'CALENDAR', 'WELLNESS'] as const satisfies Area[];
export type UsedArea = (typeof USED_AREAS)[number];

export type Scope = `${Area}:${'READ' | 'WRITE'}`;

/** What opens the API for one athlete. */
export type Access =
  /** The personal API key, bare. It opens everything. */
  | { kind: 'key'; key: string }
  /** The token of an OAuth app. `scopes` are those that the athlete granted; absent where nobody told us. */
  | { kind: 'token'; token: string; scopes?: Scope[] };

/** The `Authorization` header that this access is. */
export const authorizationOf = (access: Access): string =>
  access.kind === 'key' ? `Basic ${btoa(`API_KEY:${access.key}`)}` : `Bearer ${access.token}`;

/** Whether it lets somebody do what needs this scope. Writing includes reading; where scopes are unknown, it may. */
export function allows({ scopes }: { scopes?: Scope[] | undefined }, needed: Scope): boolean {
  const [area] = needed.split(':') as [Area];
  return scopes === undefined || scopes.includes(needed) || scopes.includes(`${area}:WRITE`);
}

/** The scopes in "ACTIVITY:WRITE,WELLNESS:READ"; what we do not know is left out. */
export const scopesIn = (text: string): Scope[] =>
  text
    .split(/[\s,]+/)
    .map(part => part.toUpperCase())
    .filter((part): part is Scope => ALL.has(part));

const ALL: ReadonlySet<string> = new Set(AREAS.flatMap(area => [`${area}:READ`, `${area}:WRITE`]));

/** What a request needs to be granted; undefined for those that every app may send. */
export function scopeOf(method: string, path: string): Scope | undefined {
  const area = AREA_OF_PATH.find(([pattern]) => pattern.test(path))?.[1];
  return area && `${area}:${method === 'GET' ? 'READ' : 'WRITE'}`;
}

const AREA_OF_PATH: [RegExp, UsedArea][] = [
  [/^\/activity\/|^\/athlete\/[^/]+\/activities\b/, 'ACTIVITY'],
  [/^\/athlete\/[^/]+\/events\b/, 'CALENDAR'],
  [/^\/athlete\/[^/]+\/wellness\b/, 'WELLNESS'],
];
