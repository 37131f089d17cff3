import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { Problem } from '../../platform/problem.ts';
import { type ApiAccess, parseScopes, type Scope } from './access.ts';
import type { Athlete } from './athlete.ts';
import type { OAuthApp } from './oauth.ts';

const athleteSchema = z.object({ id: z.string(), name: z.string(), timezone: z.string() });

const accessSchema = z.union([
  z.object({ kind: z.literal('key'), key: z.string() }),
  z.object({
    kind: z.literal('token'),
    token: z.string(),
    scopes: z.optional(
      z.pipe(
        z.array(z.string()),
        z.transform(scopes => parseScopes(scopes.join())),
      ),
    ),
  }),
]);

const credentialsSchema = z.union([
  z.object({
    access: accessSchema,
    athlete: athleteSchema,
    app: z.optional(z.object({ clientId: z.string(), secret: z.string() })),
  }),
  // As the first version stored it.
  z.pipe(
    z.object({ key: z.string(), athlete: athleteSchema }),
    z.transform(({ key, athlete }) => ({ access: { kind: 'key' as const, key }, athlete })),
  ),
]);

/** What opens the API, and the athlete whom it opens it for. */
export interface Credentials {
  access: ApiAccess;
  athlete: Athlete;
  /** The athlete's own app that the access was given to: with it they can connect again. */
  app?: OAuthApp;
}

const credentialsItem = storage.defineItem<unknown>('local:credentials');

/** Who is connected, with the key. For the background only: pages read `watchAccount`. */
export async function getCredentials(): Promise<Credentials | undefined> {
  return parse(await credentialsItem.getValue());
}

/** The same where somebody must be connected. @throws {Problem} `not-connected` */
export async function requireCredentials(): Promise<Credentials> {
  const credentials = await getCredentials();
  if (!credentials) throw new Problem('not-connected');
  return credentials;
}

/** The athlete who is connected. @throws {Problem} `not-connected` */
export const requireAthleteId = async (): Promise<string> => (await requireCredentials()).athlete.id;

export async function setCredentials(credentials: Credentials): Promise<void> {
  await credentialsItem.setValue(credentials);
}

export async function deleteCredentials(): Promise<void> {
  await credentialsItem.removeValue();
}

/** What a page needs to know of an account. The secret itself stays out: its last four characters tell two apart. */
export interface Account {
  athlete: Athlete;
  kind: ApiAccess['kind'];
  secretEnding: string;
  /** What the athlete lets this app do; absent where that is everything, or unknown. */
  scopes?: Scope[];
  /** The athlete's own app, where it was one that asked. Its secret stays out. */
  clientId?: string;
}

/** Calls back with the account now and after every change; null where none is connected. */
export function watchAccount(callback: (account: Account | null) => void): () => void {
  void credentialsItem.getValue().then(value => callback(toAccount(value)));
  return credentialsItem.watch(value => callback(toAccount(value)));
}

function toAccount(value: unknown): Account | null {
  const credentials = parse(value);
  if (!credentials) return null;
  const { athlete, access, app } = credentials;
  const secret = access.kind === 'key' ? access.key : access.token;
  return {
    athlete,
    kind: access.kind,
    secretEnding: secret.slice(-4),
    ...(access.kind === 'token' && access.scopes && { scopes: access.scopes }),
    ...(app && { clientId: app.clientId }),
  };
}

function parse(value: unknown): Credentials | undefined {
  const result = credentialsSchema.safeParse(value);
  return result.success ? (result.data as Credentials) : undefined;
}
