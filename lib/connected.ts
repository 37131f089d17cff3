import { expectCredentials } from './credentials.ts';
import type { Athlete } from './intervals/athlete.ts';
import { type Client, intervals } from './intervals/client.ts';
import { takeTurn } from './turns.ts';

export interface Connected {
  athlete: Athlete;
  client: Client;
}

/** The connected athlete and a client that speaks for them, within the request budget. @throws {Problem} `not-connected` */
export async function connected(): Promise<Connected> {
  const { key, athlete } = await expectCredentials();
  return { athlete, client: intervals({ key, turn: takeTurn }) };
}
