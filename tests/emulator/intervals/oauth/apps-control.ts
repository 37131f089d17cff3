import type { Cookie } from '../../cookies.ts';
import type { Athlete } from '../athlete.ts';
import type { Intervals } from '../intervals.ts';
import { RecordsControl } from '../records-control.ts';
import { sessionCookie } from './consent.ts';
import type { App, OAuth, Webhook } from './oauth.ts';

/** What tests can do with apps: register them, grant and revoke access. */
export class AppsControl extends RecordsControl {
  #oauth: OAuth;

  constructor(intervals: Intervals) {
    super(intervals);
    this.#oauth = intervals.world.oauth;
  }

  /** Registers an athlete's own app, as Intervals.icu does by mail. */
  registerApp(app: App): App {
    this.#oauth.apps.push(app);
    return app;
  }

  /** Signs an athlete in on the site itself, where they allow apps. The cookies are for a browser. */
  signIn(athlete: Athlete = this.athlete): { readonly cookies: Cookie[] } {
    return { cookies: [sessionCookie(this.#oauth.signIn(athlete))] };
  }

  /** A token with these scopes, as after an earlier consent. */
  issueToken(scopes: readonly string[], athlete: Athlete = this.athlete): string {
    return this.#oauth.grant('another app', athlete, scopes).token;
  }

  /** The valid tokens, oldest first. */
  get tokens(): readonly string[] {
    return this.#oauth.grants.map(({ token }) => token);
  }

  /** Lets the two minutes of every code pass. */
  expireCodes(): void {
    this.#oauth.expireCodes();
  }

  /** The athlete revokes the access of every app on the settings page. */
  revokeToken(athlete: Athlete = this.athlete): void {
    this.#oauth.grants = this.#oauth.grants.filter(grant => grant.athlete !== athlete);
  }

  /** The webhook addresses of the registered apps. */
  protected get webhooks(): Webhook[] {
    return this.#oauth.apps.flatMap(({ webhook }) => webhook ?? []);
  }
}
