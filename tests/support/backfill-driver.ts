import { Problem, type ProblemKind } from '../../lib/platform/problem.ts';
import { DAY } from '../../lib/platform/time.ts';
import type { KnownSite } from '../../lib/services/sites/registry.ts';
import type { ListedSiteActivity, OriginalFiles, PageAccess } from '../../lib/services/sites/site.ts';
import { fitFile } from '../fixtures/recordings.ts';
import { emulator } from './uploads-driver.ts';

export { emulator };

export const START = Date.UTC(2026, 8, 1, 8);

/** The n-th ride of a season, each a day before the last and with another duration. */
export const rideSpec = (n: number) => ({ startMs: START - n * DAY, durationSecs: 60 + n, seed: n + 1 });

/** A site with so many rides, whose answers a test decides. */
export class FakeSite {
  rows: ListedSiteActivity[];
  fetched: string[] = [];
  /** The problem of every request, as long as it is set. */
  trouble: ProblemKind | undefined;
  /** What single activities answer. */
  answers = new Map<string, ProblemKind>();
  /** Asked before every answer. */
  before: (id: string) => Promise<void> = async () => undefined;

  constructor(count: number) {
    this.rows = Array.from({ length: count }, (_, n) => ({
      id: String(900_000_000 + n),
      name: `Ride ${n}`,
      startMs: START - n * DAY,
      sport: 'ride' as const,
      durationSecs: 60 + n,
    }));
  }

  readonly source: KnownSite = {
    id: 'garmin',
    label: 'Garmin Connect',
    pages: ['https://connect.garmin.com/*'],
    hosts: [],
    signIn: 'https://connect.garmin.com/app/activities',
    readPage: () => undefined,
    activityFromLink: () => undefined,
    fetchOriginal: ({ id }) => this.#fetch(id),
    listActivities: (fromMs, toMs) => this.#list(fromMs, toMs),
  };

  readonly getPageAccess = async (): Promise<PageAccess> => {
    if (this.trouble) throw new Problem(this.trouble);
    return { runInPage: () => Promise.reject(new Problem('no-tab')), hasPage: true, fetch, mayFetch: false };
  };

  readonly find = () => this.source;

  async #fetch(id: string): Promise<OriginalFiles> {
    this.fetched.push(id);
    await this.before(id);
    const answer = this.answers.get(id);
    if (answer) throw new Problem(answer);
    const n = this.rows.findIndex(row => row.id === id);
    return { files: [new File([fitFile(rideSpec(n))], `${id}_ACTIVITY.fit`)], externalId: id };
  }

  async *#list(fromMs: number, toMs: number): AsyncGenerator<ListedSiteActivity[]> {
    const rows = this.rows.filter(({ startMs }) => startMs >= fromMs && startMs <= toMs);
    for (let at = 0; at < rows.length; at += 100) {
      await this.before('list');
      yield rows.slice(at, at + 100);
    }
  }
}
