import { randomBytes, randomUUID } from 'node:crypto';
import { type Cookie, cookiesOf, partitionedBy } from '../cookies.ts';
import type { SiteRequest } from '../site.ts';

/** A visitor who is signed in on one host. The session lasts for days, its access for an hour. */
export interface Session {
  readonly host: string;
  readonly id: string;
  /** What the page has in its meta tag: one value for the whole session (a saved page of 2026-03-19). */
  readonly csrfToken: string;
  access: string;
}

/** The sessions of all hosts. */
export class Sessions {
  /** Partitions the cookies by their top-level site, so that an extension's background has none of them. */
  partitioned = false;
  #sessions: Session[] = [];
  #tickets = new Set<string>();

  begin(host: string): Session {
    const session = { host, id: randomUUID(), csrfToken: randomUUID(), access: sealed() };
    this.#sessions.push(session);
    return session;
  }

  /** The session of a request, awake or not. */
  of(request: Pick<SiteRequest, 'headers' | 'url'>): Session | undefined {
    const id = cookiesOf(request)[SESSION_COOKIE];
    return this.#sessions.find(session => session.id === id && session.host === request.url.host);
  }

  /**
   * The hour is over: every call is refused until the shell is requested again.
   * https://github.com/jshute96/userscripts/blob/f8ccd23/sites/connect.garmin.com/upload-to-strava.md
   */
  expire(): void {
    for (const session of this.#sessions) session.access = sealed();
  }

  endAll(): void {
    this.#sessions = [];
  }

  /** A ticket of the sign-in host, good for one session. */
  issueTicket(): string {
    const ticket = `ST-${randomBytes(6).toString('hex')}-cas`;
    this.#tickets.add(ticket);
    return ticket;
  }

  redeem(ticket: string, host: string): Session | undefined {
    return this.#tickets.delete(ticket) ? this.begin(host) : undefined;
  }

  cookiesOf({ host, id, access }: Session): Cookie[] {
    const partition = this.partitioned ? partitionedBy(host) : {};
    const shared = {
      domain: host,
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
      ...partition,
    } as const;
    return [
      { name: SESSION_COOKIE, value: id, ...shared },
      { name: ACCESS_COOKIE, value: access, ...shared },
    ];
  }
}

/** The cookie that is renewed every hour. The sources do not say which of the cookies it is. */
export const ACCESS_COOKIE = 'session';
const SESSION_COOKIE = 'SESSIONID';

/** Garmin's `session` cookie is sealed (https://github.com/hapijs/iron) and begins so; its content is unknown. */
function sealed(): string {
  return `Fe26.2*1*${randomBytes(32).toString('hex')}`;
}
