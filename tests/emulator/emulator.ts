import { makeCertificate } from './certificate.ts';
import { fetchFrom } from './client.ts';
import type { Fault, FaultHandle } from './faults.ts';
import type { Athlete } from './intervals/athlete.ts';
import { makeAthlete } from './intervals/athlete.ts';
import { Intervals, type IntervalsOptions } from './intervals/intervals.ts';
import type { DedupeBy } from './intervals/keep-file.ts';
import type { RateLimits } from './intervals/rate-limits.ts';
import { type ArrivedActivity, arrivedActivities, type Seed, seedActivity } from './intervals/seed.ts';
import type { Found, RecordedRequest, Violation } from './request-log.ts';
import { Server } from './server.ts';

export { badReplies } from './fault-replies.ts';
export type { Fault, FaultHandle } from './faults.ts';
export type { Athlete } from './intervals/athlete.ts';
export type { IntervalsOptions } from './intervals/intervals.ts';
export { announcedLimits, type RateLimits } from './intervals/rate-limits.ts';
export type { ArrivedActivity, Seed } from './intervals/seed.ts';
export type { RecordedRequest, Violation } from './request-log.ts';

/**
 * Starts the outside world of the extension on a free port of this machine. It is strict, it remembers everything,
 * and it fails when told to; it knows nothing of the product.
 */
export async function startEmulator(options: IntervalsOptions = {}): Promise<Emulator> {
  const intervals = new Intervals();
  const certificate = await makeCertificate(intervals.hosts);
  const server = new Server([intervals], certificate);
  const port = await server.listen();
  const emulator = new Emulator({ intervals, server, port, certificate, options });
  emulator.reset();
  return emulator;
}

/** The running emulator, as tests hold it. */
export class Emulator {
  readonly port: number;
  readonly origin: string;
  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spki: string;
  /** The certificate in PEM, for clients that can be given one. */
  readonly certificate: string;
  /** What Chromium needs to meet the emulator under the real names, and nothing else in the world. */
  readonly chromiumArgs: readonly string[];
  /** A `fetch` that meets the emulator under the real names. */
  readonly fetch: typeof fetch;
  /** Every request since the start or the last `clearRequests`, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** What the product must never do. A test run is good only if this is empty. */
  readonly violations: readonly Violation[];
  readonly seed: { activity(seed: Seed): ArrivedActivity };
  #intervals: Intervals;
  #server: Server;
  #options: IntervalsOptions;

  constructor({ intervals, server, port, certificate, options }: Parts) {
    this.#intervals = intervals;
    this.#server = server;
    this.#options = options;
    this.port = port;
    this.origin = `https://127.0.0.1:${port}`;
    this.spki = certificate.spki;
    this.certificate = certificate.cert;
    this.chromiumArgs = chromiumArgs(intervals.hosts, port, certificate.spki);
    this.fetch = fetchFrom(port, certificate.cert, url => server.log.violate('plain http', url));
    this.requests = server.log.requests;
    this.violations = server.log.violations;
    this.seed = { activity: seed => seedActivity(intervals, seed) };
  }

  /** The athlete that is there from the start. */
  get athlete(): Athlete {
    return this.#intervals.world.athlete();
  }

  addAthlete(athlete: Pick<Athlete, 'id'> & Partial<Athlete>): Athlete {
    const added = makeAthlete(athlete);
    this.#intervals.world.athletes.push(added);
    return added;
  }

  /** The key stops working, as when the athlete makes a new one on the settings page. */
  revokeKey(athlete: Athlete = this.athlete): void {
    athlete.keyRevoked = true;
  }

  changeKey(key: string, athlete: Athlete = this.athlete): void {
    athlete.key = key;
    athlete.keyRevoked = false;
  }

  /** The activities that an athlete has, last arrived first, seeded ones among them. */
  activities(athleteId: string = this.athlete.id): ArrivedActivity[] {
    return arrivedActivities(this.#intervals.world, athleteId);
  }

  /** Makes requests fail. The oldest fault that matches a request is the one that strikes it. */
  fail(fault: Fault): FaultHandle {
    return this.#server.faults.add(fault);
  }

  /** Ends every fault; held requests go on. */
  mend(): void {
    this.#server.faults.mend();
  }

  get online(): boolean {
    return this.#server.online;
  }

  /** Offline, open connections are torn and new ones refused. */
  set online(online: boolean) {
    this.#server.online = online;
  }

  get latencyMs(): number {
    return this.#server.latencyMs;
  }

  /** Added to every request before it is read. */
  set latencyMs(latencyMs: number) {
    this.#server.latencyMs = latencyMs;
  }

  /** Whether connections are kept between requests. Off, so that Chromium does not repeat a cut request itself. */
  set keepAlive(keepAlive: boolean) {
    this.#server.keepAlive = keepAlive;
  }

  /** Enforces other limits from now on. */
  set rateLimits(limits: RateLimits) {
    this.#intervals.limiter.limits = limits;
  }

  set dedupeBy(dedupeBy: DedupeBy) {
    this.#intervals.dedupeBy = dedupeBy;
  }

  /**
   * Resolves with the first truthy thing that `look` returns, so that a test never sleeps: it is asked at once, and
   * again after everything that happens here. `await emulator.until(() => emulator.activities()[0])`
   */
  until<T>(look: () => T, timeoutMs?: number): Promise<Found<T>> {
    return this.#server.log.until(look, timeoutMs);
  }

  clearRequests(): void {
    this.#server.log.clearRequests();
  }

  /** As new: what is still under way is torn, and leaves no trace in the new world. */
  reset(): void {
    this.#server.dropConnections();
    this.#server.faults.mend();
    this.#server.log.reset();
    this.#server.latencyMs = 0;
    this.#server.keepAlive = false;
    this.#server.online = true;
    this.#intervals.reset(this.#options);
  }

  close(): Promise<void> {
    return this.#server.close();
  }
}

function chromiumArgs(hosts: readonly string[], port: number, spki: string): string[] {
  const here = hosts.map(host => `MAP ${host} 127.0.0.1:${port}`);
  return [
    `--host-resolver-rules=${[...here, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
  ];
}

interface Parts {
  readonly intervals: Intervals;
  readonly server: Server;
  readonly port: number;
  readonly certificate: Awaited<ReturnType<typeof makeCertificate>>;
  readonly options: IntervalsOptions;
}
