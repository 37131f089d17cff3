import { errors } from './refusals.ts';

/** Access to topics: a topic without protection is open to all. */
export class Doors {
  #keys = new Map<string, string[]>();

  reset(): void {
    this.#keys.clear();
  }

  close(address: string, key: { token: string } | { user: string; password: string }): void {
    const pair = 'token' in key ? `:${key.token}` : `${key.user}:${key.password}`;
    const basic = `Basic ${Buffer.from(pair).toString('base64')}`;
    // A token is sent as Bearer, or as the password without a user name (docs.ntfy.sh/publish, "Access tokens").
    this.#keys.set(address, 'token' in key ? [`Bearer ${key.token}`, basic] : [basic]);
  }

  /** Refuses an unknown key with 401, and a request without a key for this topic with 403. */
  expectOpen(address: string, authorization: string | undefined): void {
    const isKnown = [...this.#keys.values()].flat().includes(authorization ?? '');
    if (authorization !== undefined && !isKnown) throw errors.unauthorized;
    const keys = this.#keys.get(address);
    if (keys && !keys.includes(authorization ?? '')) throw errors.forbidden;
  }
}
