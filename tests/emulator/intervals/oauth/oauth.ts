import { randomBytes } from 'node:crypto';
import { now } from '../../clock.ts';
import type { Athlete } from '../athlete.ts';
import type { Scope } from './scopes.ts';

/** An app that is registered with Intervals.icu. */
export interface App {
  readonly clientId: string;
  readonly secret: string;
  readonly name: string;
  /** They must match exactly; `http://localhost/` is always allowed. https://forum.intervals.icu/t/2759 */
  readonly redirectUris: readonly string[];
  readonly webhook?: Webhook;
}

/** The webhook of an app; the secret is sent in the body, the authorization in its header. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
  readonly authorization?: string;
}

/** What an athlete has granted an app; the token is valid until one of them revokes it. */
export interface Grant {
  readonly clientId: string;
  readonly athlete: Athlete;
  readonly scopes: readonly Scope[];
  readonly token: string;
}

/** The apps, the sessions of the consent page, and the grants. */
export class OAuth {
  apps: App[] = [];
  grants: Grant[] = [];
  #sessions = new Map<string, Athlete>();
  #codes = new Map<string, Pending>();

  reset(): void {
    this.apps = [];
    this.grants = [];
    this.#sessions.clear();
    this.#codes.clear();
  }

  signIn(athlete: Athlete): string {
    const session = randomBytes(16).toString('hex');
    this.#sessions.set(session, athlete);
    return session;
  }

  signedIn(session: string | undefined): Athlete | undefined {
    return this.#sessions.get(session ?? '');
  }

  /** A code that is valid once, for two minutes: https://forum.intervals.icu/t/2759 */
  issueCode(given: Omit<Pending, 'expiresAt'>): string {
    const code = randomBytes(16).toString('hex');
    this.#codes.set(code, { ...given, expiresAt: now() + TWO_MINUTES });
    return code;
  }

  expireCodes(): void {
    this.#codes.clear();
  }

  /** The grant of a code. It replaces an older one of the same app and athlete. */
  redeem(code: string, app: App): Grant | undefined {
    const pending = this.#codes.get(code);
    if (!pending || pending.app !== app || now() >= pending.expiresAt) return undefined;
    this.#codes.delete(code);
    return this.grant(app.clientId, pending.athlete, pending.scopes);
  }

  grant(clientId: string, athlete: Athlete, scopes: readonly Scope[]): Grant {
    const grant = { clientId, athlete, scopes, token: randomBytes(16).toString('hex') };
    this.grants = this.grants.filter(other => other.clientId !== clientId || other.athlete !== athlete);
    this.grants.push(grant);
    return grant;
  }

  grantOf(token: string): Grant | undefined {
    return this.grants.find(grant => grant.token === token);
  }

  revoke(revoked: Grant): void {
    this.grants = this.grants.filter(grant => grant !== revoked);
  }
}

interface Pending {
  readonly app: App;
  readonly athlete: Athlete;
  readonly scopes: readonly Scope[];
  readonly expiresAt: number;
}

const TWO_MINUTES = 2 * 60_000;
