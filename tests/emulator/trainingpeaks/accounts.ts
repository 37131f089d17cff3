import { randomBytes } from 'node:crypto';
import { now } from '../clock.ts';
import { type Cookie, cookiesOf, partitionedBy } from '../cookies.ts';
import type { SiteRequest } from '../site.ts';

/** Who is signed in to TrainingPeaks, and with which tokens. One person at a time. */
export class Accounts {
  /** A basic account may view, and download nothing: "Download is allowed only from premium and coach accounts" (2026-05-15). */
  kind: 'premium' | 'basic' | 'coach' = 'premium';
  readonly userId = 4_242_424;
  /** The athletes of a coach. */
  roster: number[] = [];
  tokenLifeSecs = 3600;
  partitioned = false;
  #cookie: string | undefined;
  #tokens = new Map<string, number>();

  /** The cookie of a sign-in; it lasts for weeks. https://github.com/JamsusMaximus/trainingpeaks-mcp (2026-08-03) */
  signIn(): Cookie {
    this.#cookie ??= randomBytes(48).toString('hex');
    return {
      name: AUTH_COOKIE,
      value: this.#cookie,
      domain: '.trainingpeaks.com',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'None',
      ...(this.partitioned && partitionedBy('trainingpeaks.com')),
    };
  }

  signOut(): void {
    this.#cookie = undefined;
    this.expireTokens();
  }

  isSignedIn(request: SiteRequest): boolean {
    return this.#cookie !== undefined && cookiesOf(request)[AUTH_COOKIE] === this.#cookie;
  }

  /** Opaque, and no JWT. https://github.com/eduardoarantes/cycling_coach_browser_plugin (2026-06-28) */
  issueToken(): string {
    const token = `gAAAA${randomBytes(60).toString('base64url')}`;
    this.#tokens.set(token, now());
    return token;
  }

  /** Every token has expired. */
  expireTokens(): void {
    this.#tokens.clear();
  }

  isBearer({ headers }: SiteRequest): boolean {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const issuedAt = this.#tokens.get(token);
    return issuedAt !== undefined && now() - issuedAt < this.tokenLifeSecs * 1000;
  }

  mayRead(athleteId: number): boolean {
    return athleteId === this.userId || (this.kind === 'coach' && this.roster.includes(athleteId));
  }
}

const AUTH_COOKIE = 'Production_tpAuth';
