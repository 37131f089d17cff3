import type { Sport } from '../../formats/recordings/recording.ts';

/** An activity on a site, as its page or a link names it. */
export interface SiteActivity {
  /** The site's own id, as text: some are negative, some longer than a number holds. */
  id: string;
  /** Whose it is, where the site's addresses need to know (TrainingPeaks). */
  athlete?: string;
  /** As the page calls it. */
  name?: string;
  /** The one of its files that is meant, where it has several and a person chose. */
  file?: string;
}

/** One of several files of an activity, for a person to choose from. */
export interface FileChoice {
  id: string;
  name: string;
}

/** The original files of one activity, as the site hands them out: a zip, a gz or a plain recording each. */
export interface OriginalFiles {
  files: File[];
  name?: string;
  /** Sent to Intervals.icu as `external_id`: Garmin's activity id. */
  externalId?: string;
}

/** One row of a site's own list of activities. */
export interface ListedSiteActivity extends SiteActivity {
  /** Start, ms since the epoch. */
  startMs: number;
  /** What the athlete's clock showed then, as if that were UTC, where the site says so: Strava's stubs have no other time. */
  localMs?: number;
  /** True where the site gives the athlete's clock and no zone: `startMs` is then `localMs`, hours off the truth. */
  zoneUnknown?: boolean;
  sport: Sport;
  durationSecs?: number;
  distanceM?: number;
  /** False where the site says that nothing was recorded (planned, entered by hand). */
  hasFile?: boolean;
}

/** Where a source may work: a tab that shows the site, and what the background itself can reach. */
export interface PageAccess {
  /**
   * Runs a self-contained function inside the tab and returns what it returns (JSON kinds). What comes back is as
   * trustworthy as the page: parse it.
   * @throws {Problem} `no-tab` where there is none, `tab-closed`, `no-access`
   */
  runInPage<Args extends unknown[], Result>(
    work: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Whether there is a tab of the site for `inPage`. */
  hasPage: boolean;
  fetch: typeof globalThis.fetch;
  /** Whether the background was given access to what it needs of the site. */
  mayFetch: boolean;
}

/**
 * A site that recordings come from: one file, one line in the registry and one dated page fixture each. Menus, permissions,
 * options, the README's table and content scripts follow from the registry.
 */
export interface Site<Id extends string = string> {
  /** Name of its folder, and how Musette's own data name it. */
  id: Id;
  /** As people know it: "Garmin Connect". */
  label: string;
  /** Its pages, as match patterns that each end in `/*`. */
  pages: string[];
  /** Hosts that the background can use for this site. Asked for at a click, and only where no tab of the site will do. */
  hosts: string[];
  /** Where to sign in. */
  signIn: `https://${string}`;
  /** Set where an activity's id is also its `external_id` on Intervals.icu: an upload of it is found by that id. */
  usesIdAsExternalId?: true;
  /**
   * Which activity a page shows. Pure, and self-contained: it is carried into the page and runs there, so it may use its
   * arguments and nothing else of this file.
   */
  readPage(page?: Document, address?: string): SiteActivity | undefined;
  /** Which activity a link leads to. Pure. */
  activityFromLink(url: URL): SiteActivity | undefined;
  /**
   * The files of an activity, where it may have several of them.
   * @throws {Problem}
   */
  listFiles?(activity: SiteActivity, reach: PageAccess): Promise<FileChoice[]>;
  /** Fetches the original; of several files the one that `activity.file` names, or the best. @throws {Problem} */
  fetchOriginal(activity: SiteActivity, reach: PageAccess): Promise<OriginalFiles>;
  /** The site's own list, page by page, newest first. @throws {Problem} */
  listActivities?(fromMs: number, toMs: number, reach: PageAccess): AsyncGenerator<ListedSiteActivity[]>;
}

/** Declares a site. The type of its id is the literal, from which the registry derives the type of all ids. */
export const defineSite = <const Id extends string>(site: Site<Id>): Site<Id> => site;
