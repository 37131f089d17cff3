import { type Cookie, setCookie } from '../cookies.ts';
import { findRoute, type Reply, redirect, type Site, type SiteRequest } from '../site.ts';
import { Accounts } from './accounts.ts';
import { json, routes, token, unauthorized } from './api.ts';
import { app, script, signInForm } from './pages.ts';
import { Workout, type WorkoutSpec } from './workout.ts';

/** TrainingPeaks: the app with its hash routes, the sign-in, and the API with its short-lived token. */
export class TrainingPeaks implements Site {
  readonly hosts = ['app.trainingpeaks.com', 'home.trainingpeaks.com', 'tpapi.trainingpeaks.com'];
  /** Without a session the token endpoint answers 401; it was also seen to answer 200 without a token. */
  tokenlessWhenSignedOut = false;
  #accounts = new Accounts();
  #workouts: Workout[] = [];
  #nextId = FIRST_ID;

  reset(): void {
    this.tokenlessWhenSignedOut = false;
    this.#accounts = new Accounts();
    this.#workouts = [];
    this.#nextId = FIRST_ID;
  }

  /** Adds a workout to the calendar. */
  workout(spec: WorkoutSpec = {}): Workout {
    const id = spec.id ?? this.#nextId;
    this.#nextId = Math.max(this.#nextId, id) + 1;
    const startMs = spec.startMs ?? Date.UTC(2026, 2, 1, 7) - this.#workouts.length * 86_400_000;
    const workout = new Workout(id, startMs, spec.athleteId ?? this.athleteId, spec);
    this.#workouts.push(workout);
    return workout;
  }

  /** All workouts, in the order in which they were added. */
  get workouts(): readonly Workout[] {
    return this.#workouts;
  }

  /** The account that signs in. */
  get athleteId(): number {
    return this.#accounts.userId;
  }

  set account(kind: Accounts['kind']) {
    this.#accounts.kind = kind;
  }

  /** An athlete of a coach. */
  addAthlete(athleteId: number): void {
    this.#accounts.roster.push(athleteId);
  }

  /** Signs in, as another person where one is named. The cookies go to `context.addCookies` or to a `Visitor`. */
  signIn(athleteId?: number): { readonly cookies: Cookie[] } {
    return { cookies: [this.#accounts.signIn(athleteId)] };
  }

  signOut(): void {
    this.#accounts.signOut();
  }

  /** Every token so far is refused from now on; the cookie can still get a new one. */
  expireTokens(): void {
    this.#accounts.expireTokens();
  }

  set tokenLifeSecs(secs: number) {
    this.#accounts.tokenLifeSecs = secs;
  }

  /** Whether the cookie of new sign-ins is partitioned: an extension's background then does not have it. */
  set partitionedCookies(partitioned: boolean) {
    this.#accounts.partitioned = partitioned;
  }

  answer(request: SiteRequest): Reply {
    if (request.url.host === 'tpapi.trainingpeaks.com') return shared(request, this.#api(request));
    if (request.url.host === 'home.trainingpeaks.com') return this.#home(request);
    if (request.url.pathname === '/page.js') return script();
    if (request.url.pathname !== '/') return json(404, {});
    const reader = this.#accounts.signedIn(request);
    if (reader === undefined) return redirect('https://home.trainingpeaks.com/login');
    return app(
      reader,
      this.#workouts.filter(({ athleteId }) => this.#accounts.mayRead(reader, athleteId)),
    );
  }

  #home({ method, url }: SiteRequest): Reply {
    if (url.pathname !== '/login') return json(404, {});
    if (method !== 'POST') return signInForm();
    const cookie = setCookie(this.#accounts.signIn(), 30 * 86_400);
    return { status: 302, headers: { Location: APP, 'Set-Cookie': cookie } };
  }

  #api(request: SiteRequest): Reply {
    const { method, url } = request;
    if (method === 'OPTIONS') return { status: 204 };
    if (url.pathname === '/users/v3/token') return token(request, this.#accounts, this.tokenlessWhenSignedOut);
    const { handler, params, pathKnown } = findRoute(routes, method, url.pathname);
    if (!handler)
      return json(pathKnown ? 405 : 404, { Message: 'No HTTP resource was found that matches the request' });
    const reader = this.#accounts.bearer(request);
    if (reader === undefined) return unauthorized;
    const athleteId = Number(params.athlete ?? reader);
    if (!this.#accounts.mayRead(reader, athleteId)) return json(403, { Message: 'Forbidden' });
    const workouts = this.#workouts.filter(workout => workout.athleteId === athleteId);
    return handler({ request, params, accounts: this.#accounts, reader, workouts });
  }
}

/** The app is on another host than the API, so the API lets it, and no other page, read the answers. */
function shared({ headers }: SiteRequest, reply: Reply): Reply {
  if (`${headers.origin}/` !== APP) return reply;
  const allow = {
    'Access-Control-Allow-Origin': headers.origin ?? '',
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Headers': 'authorization, content-type',
    'Access-Control-Expose-Headers': 'content-disposition',
  };
  return { ...reply, headers: { ...reply.headers, ...allow } };
}

const APP = 'https://app.trainingpeaks.com/';
const FIRST_ID = 3_100_000_001;
