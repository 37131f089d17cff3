import { makeCertificate } from './certificate.ts';
import { fetchFrom } from './client.ts';
import type { Fault, FaultHandle } from './faults.ts';
import type { Files } from './files/files.ts';
import type { Garmin } from './garmin/garmin.ts';
import type { Hostile } from './hostile/hostile.ts';
import type { IntervalsOptions } from './intervals/intervals.ts';
import { AppsControl } from './intervals/oauth/apps-control.ts';
import { deliver } from './intervals/webhook.ts';
import type { Ntfy } from './ntfy/ntfy.ts';
import type { PrivateNetwork } from './private-network.ts';
import type { Found, RecordedRequest, Violation } from './request-log.ts';
import { Server } from './server.ts';
import { Sites } from './sites.ts';
import type { Strava } from './strava/strava.ts';
import type { TrainingPeaks } from './trainingpeaks/training-peaks.ts';
import { Visitor } from './visitor.ts';

export { badReplies } from './fault-replies.ts';
export type { Fault, FaultHandle } from './faults.ts';
export type { Athlete } from './intervals/athlete.ts';
export type { EventJson } from './intervals/calendar/event.ts';
export type { EventSeed } from './intervals/calendar/seed-event.ts';
export type { IntervalsOptions } from './intervals/intervals.ts';
export { announcedLimits } from './intervals/rate-limits.ts';
export type { RecordedRequest, Violation } from './request-log.ts';

/**
 * Starts the outside world of the extension on a free port of this machine. It is strict, records everything,
 * and fails on request; it knows nothing of the product.
 */
export async function startEmulator(options: IntervalsOptions = {}): Promise<Emulator> {
  const sites = new Sites();
  const certificate = await makeCertificate(sites.hosts);
  const server = new Server(sites.all, certificate);
  const port = await server.listen();
  sites.hostile.port = port;
  const emulator = new Emulator({ sites, server, port, certificate, options });
  emulator.reset();
  return emulator;
}

/** The running emulator, for tests. */
export class Emulator extends AppsControl {
  readonly port: number;
  readonly origin: string;
  /** Every host name that is answered for. */
  readonly hosts: readonly string[];
  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly spki: string;
  /** The certificate in PEM, for clients that can be given one. */
  readonly certificate: string;
  /** A `fetch` that finds the emulator under the real names. */
  readonly fetch: typeof fetch;
  /** Every request since the start or the last `clearRequests`, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /**
   * What the product may never do: also requests during a pause that was asked for with Retry-After, or beyond the limits that a test
   * sets. A test passes only if this is empty.
   */
  readonly violations: readonly Violation[];
  readonly garmin: Garmin;
  readonly trainingPeaks: TrainingPeaks;
  readonly strava: Strava;
  readonly files: Files;
  readonly hostile: Hostile;
  readonly ntfy: Ntfy;
  readonly privateNetwork: PrivateNetwork;
  #sites: Sites;
  #server: Server;
  #options: IntervalsOptions;

  constructor({ sites, server, port, certificate, options }: Parts) {
    super(sites.intervals);
    this.#sites = sites;
    this.garmin = sites.garmin;
    this.trainingPeaks = sites.trainingPeaks;
    this.strava = sites.strava;
    this.files = sites.files;
    this.hostile = sites.hostile;
    this.ntfy = sites.ntfy;
    this.privateNetwork = sites.privateNetwork;
    this.#server = server;
    this.#options = options;
    this.port = port;
    this.hosts = sites.hosts;
    this.origin = `https://127.0.0.1:${port}`;
    this.spki = certificate.spki;
    this.certificate = certificate.cert;
    this.fetch = fetchFrom({ port, certificate: certificate.cert });
    this.requests = server.log.requests;
    this.violations = server.log.violations;
  }

  /** Delivers these events to every app that has subscribed to them; resolves with the answer of each server. */
  webhook(events: readonly unknown[]): Promise<Response[]> {
    return Promise.all(this.webhooks.map(webhook => deliver(this.fetch, webhook, events)));
  }

  /** A new browser, as far as the network can tell, for tests that run in none. */
  visitor(): Visitor {
    return new Visitor({ port: this.port, certificate: this.certificate });
  }

  /** Makes requests fail. The oldest fault that matches a request is the one that strikes it. */
  fail(fault: Fault): FaultHandle {
    return this.#server.faults.add(fault);
  }

  /** Ends every fault; held requests continue. */
  mend(): void {
    this.#server.faults.mend();
  }

  get online(): boolean {
    return this.#server.online;
  }

  /** Offline, open connections are cut and new ones refused. */
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

  /** The line on which every client sends its bodies, in bytes a second: a megabit is 125,000. Unlimited by default. */
  set uplinkBytesPerSecond(bytesPerSecond: number) {
    this.#server.uplink.replace(bytesPerSecond);
  }

  /** Whether connections stay open between requests. Off, so that Chromium does not repeat a cut request itself. */
  set keepAlive(keepAlive: boolean) {
    this.#server.keepAlive = keepAlive;
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

  /** Resets everything: requests in progress are cut, and leave no trace. */
  reset(): void {
    this.#server.dropConnections();
    this.#server.faults.mend();
    this.#server.log.reset();
    this.#server.trail.reset();
    this.#server.latencyMs = 0;
    this.#server.uplink.replace(Number.POSITIVE_INFINITY);
    this.#server.keepAlive = false;
    this.#server.online = true;
    this.#sites.reset(this.#options);
  }

  close(): Promise<void> {
    return this.#server.close();
  }
}

interface Parts {
  readonly sites: Sites;
  readonly server: Server;
  readonly port: number;
  readonly certificate: Awaited<ReturnType<typeof makeCertificate>>;
  readonly options: IntervalsOptions;
}
