import { type EarlyRefusal, findRoute, type Reply, type Route, type Site, type SiteRequest } from '../site.ts';
import { deleteActivity, getActivity, listActivities, updateActivity } from './activities.ts';
import { profileOf, settingsOf } from './athlete.ts';
import { authorize, mayAct } from './authorize.ts';
import { downloadEvent, downloadWorkouts } from './calendar/download-events.ts';
import { listEvents } from './calendar/list-events.ts';
import {
  createEvent,
  createEvents,
  deleteEvent,
  deleteEvents,
  duplicateEvents,
  getEvent,
  updateEvent,
} from './calendar/write-events.ts';
import type { Handler } from './call.ts';
import { downloadFit, downloadGpx, downloadOriginal } from './downloads.ts';
import type { DedupeBy } from './keep-file.ts';
import { consent } from './oauth/consent.ts';
import { expectScope } from './oauth/scopes.ts';
import { disconnectApp, exchangeCode, TOKEN_PATH } from './oauth/token.ts';
import { page } from './pages.ts';
import { Pauses } from './pauses.ts';
import { RateLimiter, type RateLimits } from './rate-limits.ts';
import { json, Refusal, routerError } from './refusal.ts';
import { searchActivities, searchActivitiesFull } from './search.ts';
import { upload } from './upload.ts';
import {
  downloadWellness,
  getWellness,
  listWellness,
  updateDay,
  updateManyDays,
  updateWellness,
  uploadWellness,
} from './wellness/calls.ts';
import { World } from './world.ts';

const routes: readonly Route<Handler>[] = [
  ['GET', '/api/v1/athlete/:athlete/profile', ({ athlete }) => json(200, profileOf(athlete))],
  ['GET', '/api/v1/athlete/:athlete', ({ athlete }) => json(200, settingsOf(athlete))],
  ['GET', '/api/v1/athlete/:athlete/activities', listActivities],
  ['POST', '/api/v1/athlete/:athlete/activities', upload],
  ['GET', '/api/v1/athlete/:athlete/activities/search', searchActivities],
  ['GET', '/api/v1/athlete/:athlete/activities/search-full', searchActivitiesFull],
  ['GET', '/api/v1/activity/:id/file', downloadOriginal],
  ['GET', '/api/v1/activity/:id/fit-file', downloadFit],
  ['GET', '/api/v1/activity/:id/gpx-file', downloadGpx],
  ['GET', '/api/v1/athlete/:athlete/events', listEvents],
  ['POST', '/api/v1/athlete/:athlete/events', createEvent],
  ['POST', '/api/v1/athlete/:athlete/events/bulk', createEvents],
  ['PUT', '/api/v1/athlete/:athlete/events/bulk-delete', deleteEvents],
  ['GET', '/api/v1/athlete/:athlete/events/:id', getEvent],
  ['PUT', '/api/v1/athlete/:athlete/events/:id', updateEvent],
  ['DELETE', '/api/v1/athlete/:athlete/events/:id', deleteEvent],
  ['GET', '/api/v1/athlete/:athlete/events/:id/:download', downloadEvent],
  ['GET', '/api/v1/athlete/:athlete/workouts.zip', downloadWorkouts],
  ['POST', '/api/v1/athlete/:athlete/duplicate-events', duplicateEvents],
  ['GET', '/api/v1/activity/:id', getActivity],
  ['PUT', '/api/v1/activity/:id', updateActivity],
  ['DELETE', '/api/v1/activity/:id', deleteActivity],
  ['GET', '/api/v1/athlete/:athlete/wellness', listWellness],
  ['GET', '/api/v1/athlete/:athlete/wellness.csv', downloadWellness],
  ['PUT', '/api/v1/athlete/:athlete/wellness', updateWellness],
  ['POST', '/api/v1/athlete/:athlete/wellness', uploadWellness],
  ['PUT', '/api/v1/athlete/:athlete/wellness-bulk', updateManyDays],
  ['GET', '/api/v1/athlete/:athlete/wellness/:day', getWellness],
  ['PUT', '/api/v1/athlete/:athlete/wellness/:day', updateDay],
  ['DELETE', '/api/v1/disconnect-app', disconnectApp],
];

/** intervals.icu: its API and a few of its pages. */
export class Intervals implements Site {
  readonly hosts = ['intervals.icu'];
  readonly world = new World();
  readonly limiter = new RateLimiter();
  readonly pauses = new Pauses();
  dedupeBy: DedupeBy = 'decompressed';
  rateLimitHeaders = false;
  /** Additional headers of a download: a Content-Disposition, or the gzip as a Content-Encoding. */
  downloadHeaders: Readonly<Record<string, string>> = {};

  /** Each secret, as it is and as Basic encodes it. */
  secrets(): string[] {
    const { athletes, oauth } = this.world;
    const keys = athletes.flatMap(({ key }) => [key, Buffer.from(`API_KEY:${key}`).toString('base64')]);
    return [...keys, ...oauth.apps.map(({ secret }) => secret), ...oauth.grants.map(({ token }) => token)];
  }
  autoPair = true;

  /** Forgets everything and starts with these options. */
  reset(options: IntervalsOptions = {}): void {
    this.world.reset();
    this.world.wellness.nullClears = options.nullClears ?? false;
    this.limiter.reset(options.rateLimits);
    this.pauses.reset();
    this.rateLimitHeaders = options.rateLimitHeaders ?? false;
    this.dedupeBy = options.dedupeBy ?? 'decompressed';
    this.downloadHeaders = {};
    this.autoPair = true;
  }

  /** A rate limiter stands before the application: it counts when the head of a request arrives, however long its body takes. */
  arrive({ method, url, headers }: Omit<SiteRequest, 'body'>): EarlyRefusal | undefined {
    if (!findRoute(routes, method, url.pathname).handler) return undefined;
    const secondsLeft = this.pauses.secondsLeft(headers.authorization ?? '');
    if (secondsLeft > 0) return { reply: tooMany(secondsLeft), violation: 'during a pause' };
    const limited = this.limiter.admit();
    return limited && { reply: tooMany(limited.retryAfterSeconds), violation: limited.violation };
  }

  replied({ headers, url }: Omit<SiteRequest, 'body'>, reply: Reply): void {
    if (url.pathname.startsWith('/api/v1/')) this.pauses.note(headers.authorization ?? '', reply);
  }

  async answer(request: SiteRequest): Promise<Reply> {
    const { pathname } = request.url;
    if (!pathname.startsWith('/api/'))
      return consent(this.world, request) ?? page(this.world, request.method, pathname);
    if (pathname === TOKEN_PATH) return exchangeCode(this.world, request);
    if (request.method === 'OPTIONS' && pathname.startsWith('/api/v1/')) return preflight;
    try {
      const reply = await this.#answerApi(request);
      return this.rateLimitHeaders ? { ...reply, headers: { ...reply.headers, ...this.limiter.headers() } } : reply;
    } catch (error) {
      if (error instanceof Refusal) return error.toReply();
      throw error;
    }
  }

  async #answerApi(request: SiteRequest): Promise<Reply> {
    const { handler, params, pathKnown } = findRoute(routes, request.method, request.url.pathname);
    if (!handler) return routerError(pathKnown ? 405 : 404, request.url.pathname);
    const { athlete, grant } = authorize(request.headers.authorization, this.world);
    if (grant) expectScope(grant.scopes, request.method, request.url.pathname);
    if (params.athlete !== undefined) mayAct(athlete, params.athlete);
    const { world, dedupeBy, autoPair, downloadHeaders } = this;
    return handler({ request, params, world, athlete, grant, dedupeBy, autoPair, downloadHeaders });
  }
}

const tooMany = (retryAfterSeconds: number): Reply =>
  new Refusal(429, 'Too many requests', { 'Retry-After': String(retryAfterSeconds) }).toReply();

/** How the site behaves where no source says it. */
export interface IntervalsOptions {
  /** Enforced with 429 and Retry-After; none when left out. See `announcedLimits`. */
  readonly rateLimits?: RateLimits;
  /** Sends the X-RateLimit headers. */
  readonly rateLimitHeaders?: boolean;
  readonly dedupeBy?: DedupeBy;
  /** Whether a null empties a field of a wellness record; off by default. */
  readonly nullClears?: boolean;
}

/** The real preflight answer is not known. An extension with the host permission sends none. */
const preflight: Reply = {
  status: 200,
  headers: {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
    'Access-Control-Allow-Headers': 'authorization, content-type',
  },
};
