import * as z from 'zod/mini';
import { Problem } from '../../platform/problem.ts';
import { defineSecret, type StoredSecret } from '../../platform/secret-state.ts';
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

const credentialsSchema = z.object({
  access: accessSchema,
  athlete: athleteSchema,
  app: z.optional(z.object({ clientId: z.string(), secret: z.string() })),
});

/** The access to the API, and its athlete. */
export interface Credentials {
  access: ApiAccess;
  athlete: Athlete;
  /** The athlete's own app that the token was issued to: they can connect with it again. */
  app?: OAuthApp;
}

const secret = defineSecret('local:credentials', parse);

/** The credentials of the connected athlete. For the background only: pages use `watchAccount`. */
export const getCredentials = (): Promise<Credentials | undefined> => secret.get();

/** Whether the user has connected an account and not disconnected it, also if its credentials cannot be read any more. */
export const isAccountStored = async (): Promise<boolean> => (await secret.read()) !== 'absent';

/** The same; throws if nobody is connected. @throws {Problem} `not-connected` */
export async function requireCredentials(): Promise<Credentials> {
  const credentials = await getCredentials();
  if (!credentials) throw new Problem('not-connected');
  return credentials;
}

/** Id of the connected athlete. @throws {Problem} `not-connected` */
export const requireAthleteId = async (): Promise<string> => (await requireCredentials()).athlete.id;

/** @throws {Problem} `storage-full`, `no-storage` */
export const setCredentials = (credentials: Credentials): Promise<void> => secret.set(credentials);

export const deleteCredentials = (): Promise<void> => secret.delete();

/** An account without its secret, for pages. The last four characters of the secret distinguish two accounts. */
export interface Account {
  athlete: Athlete;
  kind: ApiAccess['kind'];
  secretEnding: string;
  /** Granted scopes; absent if everything is allowed, or if they are unknown. */
  scopes?: Scope[];
  /** Client id of the athlete's own app, if connected through one. */
  clientId?: string;
}

/** Calls back with the account now and after every change; null if none is connected. */
export const watchAccount = (callback: (account: Account | null) => void): (() => void) =>
  secret.watch(stored => callback(toAccount(stored)));

/** Calls back with whether there is an account that cannot be read any more, now and after every change. */
export const watchAccountUnreadable = (callback: (isUnreadable: boolean) => void): (() => void) =>
  secret.watch(stored => callback(stored === 'unreadable'));

function toAccount(stored: StoredSecret<Credentials>): Account | null {
  if (typeof stored === 'string') return null;
  const { athlete, access, app } = stored.value;
  const ofAccess = access.kind === 'key' ? access.key : access.token;
  return {
    athlete,
    kind: access.kind,
    secretEnding: ofAccess.slice(-4),
    ...(access.kind === 'token' && access.scopes && { scopes: access.scopes }),
    ...(app && { clientId: app.clientId }),
  };
}

function parse(value: unknown): Credentials | undefined {
  const result = credentialsSchema.safeParse(value);
  return result.success ? (result.data as Credentials) : undefined;
}
