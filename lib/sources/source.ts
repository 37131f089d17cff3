import type { Sport } from '../files/recording.ts';

export type SourceId = 'garmin' | 'trainingpeaks' | 'strava';

/** An activity on a site, as its page or a link names it. */
export interface SiteActivity {
  /** The site's own id, as text: some are negative, some longer than a number holds. */
  id: string;
  /** Whose it is, where the site's addresses need to know (TrainingPeaks). */
  athlete?: string;
  /** As the page calls it. */
  name?: string;
}

/** The original files of one activity, as the site hands them out: a zip, a gz or a plain recording each. */
export interface Original {
  files: File[];
  name?: string;
  /** Sent to Intervals.icu as `external_id`: Garmin's activity id. */
  externalId?: string;
}

/** One row of a site's own list of activities. */
export interface ListedActivity extends SiteActivity {
  /** Start, ms since the epoch. */
  startMs: number;
  sport: Sport;
  durationSecs?: number;
  distanceM?: number;
  /** False where the site says that nothing was recorded (planned, entered by hand). */
  hasFile?: boolean;
}

/** Where a source may work: a tab that shows the site, and what the background itself can reach. */
export interface Reach {
  /**
   * Runs a self-contained function inside the tab and returns what it returns (JSON kinds).
   * @throws {Problem} `tab-closed`, `no-access`
   */
  inPage<Args extends unknown[], Result>(work: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>>;
  fetch: typeof globalThis.fetch;
}

/**
 * A site that recordings come from: one file, one line in the registry and one dated page fixture each. Menus, permissions,
 * options, the README's table and content scripts follow from the registry.
 */
export interface Source {
  /** File name, settings key, word in messages. */
  id: SourceId;
  /** As people know it: "Garmin Connect". */
  label: string;
  /** Its pages, as match patterns. */
  pages: string[];
  /** Hosts that the background must reach for this site, asked for at the click that needs them. */
  hosts: string[];
  /** Where to sign in. */
  signIn: string;
  /** Which activity a page shows. Pure: the page's address, and its document where the address does not say. */
  onPage(url: URL, page?: Document): SiteActivity | undefined;
  /** Which activity a link leads to. Pure. */
  atLink(url: URL): SiteActivity | undefined;
  /** Fetches the original. @throws {Problem} */
  fetchOriginal(activity: SiteActivity, reach: Reach): Promise<Original>;
  /** The site's own list, page by page, newest first. @throws {Problem} */
  list?(fromMs: number, toMs: number, reach: Reach): AsyncGenerator<ListedActivity[]>;
}
