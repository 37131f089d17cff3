import { randomBytes } from 'node:crypto';
import { now } from '../clock.ts';
import { type Cookie, cookiesOf, partitionedBy } from '../cookies.ts';
import type { SiteRequest } from '../site.ts';

/** Who is signed in to TrainingPeaks, and with which tokens. Another person may be signed in elsewhere, as in a container. */
export class Accounts {
  /** A basic account may view, and download nothing: "Download is allowed only from premium and coach accounts" (2026-05-15). */
  kind: 'premium' | 'basic' | 'coach' = 'premium';
  readonly userId = 4_242_424;
  /** The athletes of a coach. */
  roster: number[] = [];
  tokenLifeSecs = 3600;
  partitioned = false;
  /** The person of each cookie. */
  #sessions = new Map<string, number>();
  #tokens = new Map<string, { athlete: number; issuedAt: number }>();

  /** The cookie of a sign-in; it lasts for weeks. https://github.com/JamsusMaximus/trainingpeaks-mcp (2026-08-03) */
  signIn(athlete: number = this.userId): Cookie {
    const [known] = [...this.#sessions].find(([, signedIn]) => signedIn === athlete) ?? [];
    const value = known ?? randomBytes(48).toString('hex');
    this.#sessions.set(value, athlete);
    return {
      name: AUTH_COOKIE,
      value,
      domain: '.trainingpeaks.com',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'None',
      ...(this.partitioned && partitionedBy('trainingpeaks.com')),
    };
  }

  signOut(): void {
    this.#sessions.clear();
    this.expireTokens();
  }

  /** The person whose cookie came. */
  signedIn(request: SiteRequest): number | undefined {
    return this.#sessions.get(cookiesOf(request)[AUTH_COOKIE] ?? '');
  }

  /** Opaque, and no JWT. https://github.com/eduardoarantes/cycling_coach_browser_plugin (2026-06-28) */
  issueToken(athlete: number): string {
    const token = `gAAAA${randomBytes(60).toString('base64url')}`;
    this.#tokens.set(token, { athlete, issuedAt: now() });
    return token;
  }

  /** Every token has expired. */
  expireTokens(): void {
    this.#tokens.clear();
  }

  /** The person whose token came. */
  bearer({ headers }: SiteRequest): number | undefined {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const { athlete, issuedAt } = this.#tokens.get(token) ?? {};
    return issuedAt !== undefined && now() - issuedAt < this.tokenLifeSecs * 1000 ? athlete : undefined;
  }

  mayRead(reader: number, athleteId: number): boolean {
    return athleteId === reader || (reader === this.userId && this.kind === 'coach' && this.roster.includes(athleteId));
  }
}

const AUTH_COOKIE = 'Production_tpAuth';
