import { randomUUID } from 'node:crypto';
import { gpxFile, tcxFile } from '../../fixtures/recordings.ts';
import { type Cookie, cookiesOf } from '../cookies.ts';
import { escapeHtml, htmlPage } from '../html.ts';
import { routeFile } from '../not-recordings.ts';
import { findRoute, type Reply, type Route, redirect, type Site, type SiteRequest } from '../site.ts';

import { StravaActivity, type StravaActivitySpec } from './activity.ts';

/**
 * Strava, as far as its own export links go: plain GETs with the session's cookie, for the owner.
 * https://github.com/pR0Ps/stravaweblib (2025-04-18)
 */
export class Strava implements Site {
  readonly hosts = ['www.strava.com'];
  #activities: StravaActivity[] = [];
  #session: string | undefined;
  #nextId = FIRST_ID;

  reset(): void {
    this.#activities = [];
    this.#session = undefined;
    this.#nextId = FIRST_ID;
  }

  /** Adds an activity. */
  activity(spec: StravaActivitySpec = {}): StravaActivity {
    const id = spec.id ?? this.#nextId;
    this.#nextId = Math.max(this.#nextId, id) + 1;
    const startMs = spec.startMs ?? Date.UTC(2026, 2, 1, 7) - this.#activities.length * 86_400_000;
    const activity = new StravaActivity(id, { title: 'Morning Ride', seed: id, ...spec, startMs });
    this.#activities.push(activity);
    return activity;
  }

  /** Signs the athlete in. The cookies go to `context.addCookies` or to a `Visitor`. */
  signIn(): { readonly cookies: Cookie[] } {
    this.#session ??= randomUUID();
    const shared = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
    return { cookies: [{ name: SESSION_COOKIE, value: this.#session, domain: '.strava.com', ...shared }] };
  }

  signOut(): void {
    this.#session = undefined;
  }

  answer(request: SiteRequest): Reply {
    const { pathname } = request.url;
    if (pathname === '/login') return htmlPage({ title: 'Log In | Strava', body: '<h1>Log In</h1>' });
    if (this.#session === undefined || cookiesOf(request)[SESSION_COOKIE] !== this.#session) return redirect('/login');
    const { handler, params } = findRoute(routes, request.method, pathname);
    const activity = this.#activities.find(({ id }) => String(id) === params.id);
    return handler && (activity || pathname.startsWith('/routes/')) ? handler(activity, params.id ?? '') : notFound;
  }
}

type Handler = (activity: StravaActivity | undefined, id: string) => Reply;

const routes: readonly Route<Handler>[] = [
  ['GET', '/activities/:id', activity => (activity ? page(activity) : notFound)],
  ['GET', '/activities/:id/export_original', activity => exported(activity, original)],
  ['GET', '/activities/:id/export_gpx', activity => exported(activity, asGpx)],
  ['GET', '/activities/:id/export_tcx', activity => exported(activity, asTcx)],
  [
    'GET',
    '/routes/:id/export_gpx',
    (_, id) => file('application/gpx+xml', `Route_${id}.gpx`, routeFile({ startMs: 0 })),
  ],
];

/** The export of another athlete's activity redirects to its page: HTML, with status 200. */
function exported(activity: StravaActivity | undefined, reply: (activity: StravaActivity) => Reply): Reply {
  if (!activity) return notFound;
  return activity.owner === 'me' ? reply(activity) : redirect(`/activities/${activity.id}`);
}

function original({ title, original: suffix, bytes }: StravaActivity): Reply {
  const type = suffix === 'json' ? 'application/json' : 'application/octet-stream';
  return file(type, `${fileNameOf(title)}.${suffix}`, bytes);
}

function asGpx({ title, recording }: StravaActivity): Reply {
  return file('application/gpx+xml', `${fileNameOf(title)}.gpx`, gpxFile(recording));
}

function asTcx({ title, recording }: StravaActivity): Reply {
  return file('application/vnd.garmin.tcx+xml', `${fileNameOf(title)}.tcx`, tcxFile(recording));
}

function page({ id, title, owner }: StravaActivity): Reply {
  const links = ['export_original', 'export_gpx'].map(
    path => `<li><a href="/activities/${id}/${path}">${path}</a></li>`,
  );
  const menu = owner === 'me' ? `<ul class="actions">${links.join('')}</ul>` : '';
  return htmlPage({ title: `${title} | Strava`, body: `<h1>${escapeHtml(title)}</h1>${menu}` });
}

function file(type: string, name: string, body: Uint8Array): Reply {
  return {
    status: 200,
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
    body,
  };
}

function fileNameOf(title: string): string {
  return title.replaceAll(/\W+/g, '_');
}

const notFound = htmlPage({
  title: 'Record Not Found | Strava',
  body: '<h1>Record Not Found</h1>',
  status: 404,
});
const SESSION_COOKIE = '_strava4_session';
const FIRST_ID = 17_000_000_001;
