import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { Problem } from './problem.ts';

const credentialsSchema = z.object({
  key: z.string(),
  athlete: z.object({ id: z.string(), name: z.string(), timezone: z.string() }),
});

/** The personal API key and the athlete whose key it is. */
export type Credentials = z.infer<typeof credentialsSchema>;

const item = storage.defineItem<unknown>('local:credentials');

/** Who is connected, with the key. For the background only: pages read `watchAccount`. */
export async function getCredentials(): Promise<Credentials | undefined> {
  return parse(await item.getValue());
}

/** The same where somebody must be connected. @throws {Problem} `not-connected` */
export async function expectCredentials(): Promise<Credentials> {
  const credentials = await getCredentials();
  if (!credentials) throw new Problem('not-connected');
  return credentials;
}

/** The athlete who is connected. @throws {Problem} `not-connected` */
export const expectAthlete = async (): Promise<string> => (await expectCredentials()).athlete.id;

export async function setCredentials(credentials: Credentials): Promise<void> {
  await item.setValue(credentials);
}

export async function forgetCredentials(): Promise<void> {
  await item.removeValue();
}

/** What a page needs to know of an account. The key itself stays out: its last four characters tell two keys apart. */
export interface Account {
  athlete: Credentials['athlete'];
  keyEnding: string;
}

/** Calls back with the account now and after every change; null where none is connected. */
export function watchAccount(callback: (account: Account | null) => void): () => void {
  void item.getValue().then(value => callback(accountOf(value)));
  return item.watch(value => callback(accountOf(value)));
}

function accountOf(value: unknown): Account | null {
  const credentials = parse(value);
  if (!credentials) return null;
  return { athlete: credentials.athlete, keyEnding: credentials.key.slice(-4) };
}

function parse(value: unknown): Credentials | undefined {
  const result = credentialsSchema.safeParse(value);
  return result.success ? result.data : undefined;
}
