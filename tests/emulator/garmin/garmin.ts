import { randomUUID } from 'node:crypto';
import { type Cookie, setCookie } from '../cookies.ts';
import { findRoute, type Reply, type Route, redirect, type Site, type SiteRequest } from '../site.ts';
import { GarminActivity, type GarminActivitySpec } from './activity.ts';
import { services } from './api.ts';
import { admit, edgeRefuses } from './gates.ts';
import { fromBehindTheEdge, json } from './json.ts';
import { script, shell, signInDoor, signInForm } from './pages.ts';
import { type Session, Sessions } from './sessions.ts';

/** Garmin Connect: its pages for the world and for China, its sign-in, and its API with the two checks before it. */
export class Garmin implements Site {
  readonly hosts = [...Object.keys(SSO_HOSTS), ...new Set(Object.values(SSO_HOSTS))];
  /** Serves the pages of before 2026 at their old addresses, instead of leading to the new ones. */
  oldPages = false;
  #activities: GarminActivity[] = [];
  #sessions = new Sessions();
  #displayName = randomUUID();
  #nextId = FIRST_ID;

  readonly #pages: readonly Route<(request: SiteRequest) => Reply>[] = [
    ['GET', '/', () => redirect('/app/activities')],
    ['GET', '/app/*', request => this.#page(request)],
    // Where the API was before November 2025; 402 is what a wrong path was seen to give:
    // https://github.com/petergardfjall/garminexport/pull/72
    ['GET', '/modern/proxy/*', () => wrongPath],
    ['GET', '/activitylist-service/*', () => wrongPath],
    ['GET', '/activity-service/*', () => wrongPath],
    ['GET', '/download-service/*', () => wrongPath],
    ['GET', '/modern/*', request => this.#oldPage(request)],
    ['GET', '/signin/*', ({ url }) => signInDoor(ssoOf(url.host), url.searchParams.get('service') ?? '')],
    ['GET', '/site-status/garmin-connect-status.json', () => json(200, { status: 'ok' })],
    ['GET', '/web-react/*', script],
  ];

  reset(): void {
    this.oldPages = false;
    this.#activities = [];
    this.#sessions = new Sessions();
    this.#nextId = FIRST_ID;
  }

  /** Adds an activity. */
  activity(spec: GarminActivitySpec = {}): GarminActivity {
    const id = spec.id ?? this.#nextId;
    // Leaves numbers for the legs of a multisport activity.
    this.#nextId = Math.max(this.#nextId, id) + 10;
    const startMs = spec.startMs ?? Date.UTC(2026, 2, 1, 7) - this.#activities.length * 86_400_000;
    const activity = new GarminActivity(id, startMs, spec);
    this.#activities.push(activity);
    return activity;
  }

  /** All activities, in the order in which they were added. */
  get activities(): readonly GarminActivity[] {
    return this.#activities;
  }

  /** Signs the athlete in. The cookies go to `context.addCookies` or to a `Visitor`. */
  signIn(host = 'connect.garmin.com'): GarminSignIn {
    const session = this.#sessions.begin(host);
    return { cookies: this.#sessions.cookiesOf(session), csrfToken: session.csrfToken };
  }

  /** Ends every session, as when the athlete signs out elsewhere. */
  signOut(): void {
    this.#sessions.endAll();
  }

  /** The access cookies are an hour old: 401, until `/app/activities` is asked for again (gates.ts has the source). */
  expireAccess(): void {
    this.#sessions.expire();
  }

  /** Whether the cookies of new sessions are partitioned. */
  set partitionedCookies(partitioned: boolean) {
    this.#sessions.partitioned = partitioned;
  }

  answer(request: SiteRequest): Reply {
    const { method, url } = request;
    if (isSso(url.host)) return this.#signInPage(request);
    if (url.pathname.startsWith('/gc-api/')) return this.#api(request);
    const { handler, pathKnown } = findRoute(this.#pages, method, url.pathname);
    return handler?.(request) ?? json(pathKnown ? 405 : 404, {});
  }

  /** Asking for a page renews the access; a ticket from the sign-in host begins a session. */
  #page(request: SiteRequest): Reply {
    const { url } = request;
    const ticket = url.searchParams.get('ticket');
    const begun = ticket === null ? undefined : this.#sessions.redeem(ticket, url.host);
    if (begun) return this.#withCookies(redirect(url.pathname), begun);
    const session = this.#sessions.of(request);
    if (!session) return redirect(`/signin/?service=${encodeURIComponent(url.href)}`);
    return this.#withCookies(shell(session, this.#shownOn(url), this.#displayName), session);
  }

  #oldPage(request: SiteRequest): Reply {
    return this.oldPages ? this.#page(request) : redirect(request.url.pathname.replace('/modern/', '/app/'));
  }

  /** What a page can show: the newest activities, and its own one. */
  #shownOn({ host, pathname }: URL): GarminActivity[] {
    const onHost = this.#activities.filter(activity => activity.host === host);
    const newest = onHost.toSorted((a, b) => b.recording.startMs - a.recording.startMs).slice(0, 50);
    const about = onHost.filter(({ id }) => pathname.endsWith(`/activity/${id}`));
    return [...new Set([...newest, ...about])];
  }

  #withCookies(reply: Reply, session: Session): Reply {
    const cookies = this.#sessions.cookiesOf(session).map((cookie: Cookie) => setCookie(cookie));
    return { ...reply, headers: { ...reply.headers, 'Set-Cookie': cookies } };
  }

  #signInPage({ method, url }: SiteRequest): Reply {
    const service = new URL(url.searchParams.get('service') ?? 'https://connect.garmin.com/app/activities');
    if (method !== 'POST') return signInForm();
    service.searchParams.set('ticket', this.#sessions.issueTicket());
    return redirect(service.href);
  }

  #api(request: SiteRequest): Reply {
    const refusal = edgeRefuses(request);
    if (refusal) return refusal;
    const admitted = admit(request, this.#sessions);
    if ('status' in admitted) return admitted;
    const path = request.url.pathname.slice('/gc-api'.length);
    const { handler, params, pathKnown } = findRoute(services, request.method, path);
    if (!handler) return json(pathKnown ? 405 : 404, {});
    const all = this.#activities.filter(({ host }) => host === request.url.host);
    const own = all.filter(({ owner }) => owner === 'me');
    return handler({ request, params, all, own, displayName: this.#displayName });
  }
}

/** What a signed-in browser has. */
export interface GarminSignIn {
  readonly cookies: Cookie[];
  readonly csrfToken: string;
}

/** Where each of the hosts sends people to sign in. https://github.com/cyberjunky/python-garminconnect (2026-08-22) */
const SSO_HOSTS: Readonly<Record<string, string>> = {
  'connect.garmin.com': 'sso.garmin.com',
  'connect.garmin.cn': 'sso.garmin.cn',
  'connectus.garmin.cn': 'sso.garmin.cn',
};

const FIRST_ID = 21_000_000_001;
const wrongPath = fromBehindTheEdge(402, 'text/plain', '');

function ssoOf(host: string): string {
  return SSO_HOSTS[host] ?? 'sso.garmin.com';
}

function isSso(host: string): boolean {
  return host.startsWith('sso.');
}
