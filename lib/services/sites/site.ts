import type { Sport } from '../../formats/sport.ts';

/** An activity on a site, as a page or a link shows it. */
export interface SiteActivity {
  /** The site's own id, as text: some are negative, some longer than a number holds. */
  id: string;
  /** The site's id of its athlete, if the site's addresses contain it (TrainingPeaks). */
  athlete?: string;
  /** Its title on the page. */
  name?: string;
  /** The id of the file that a person chose, if it has several. */
  file?: string;
}

/** One of the files of an activity. */
export interface FileChoice {
  id: string;
  name: string;
}

/** The original files of an activity: each a zip, a gz or a plain recording. */
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
  /** The athlete's local time at the start, as if it were UTC, if the site gives it: Strava's stubs have no other time. */
  localMs?: number;
  /** True if the site gives the local time without a zone: `startMs` is then `localMs`, and may be hours off. */
  zoneUnknown?: boolean;
  sport: Sport;
  durationSecs?: number;
  distanceM?: number;
  /** False if the site says that nothing was recorded (planned, or entered by hand). */
  hasFile?: boolean;
}

/** How a site can be reached: through a tab that shows it, and by the background itself. */
export interface PageAccess {
  /**
   * Runs a self-contained function inside the tab and returns its result, which must be JSON. The page may have changed it:
   * parse it.
   * @throws {Problem} `no-tab`, `tab-closed`, `no-access`
   */
  runInPage<Args extends unknown[], Result>(work: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>>;
  /** Whether there is a tab for `runInPage`. */
  hasPage: boolean;
  /** The store of the session's cookies, where that is not the browser's usual one: a container of Firefox. */
  container?: string | undefined;
  fetch: typeof globalThis.fetch;
  /** Whether the background may fetch from all of the site's `hosts`, and has the same session as the tab, if there is one. */
  mayFetch: boolean;
}

/**
 * A site that recordings come from: a folder, a line in the registry and a dated page fixture. Menus, permissions and options
 * follow from the registry; tests hold the README's table to it.
 */
export interface Site<Id extends string = string> {
  /** Name of its folder, and how Musette's own data name it. */
  id: Id;
  /** Its name on screen: "Garmin Connect". */
  label: string;
  /** Match patterns of its pages, each a host and `/*`. */
  pages: string[];
  /** Match patterns that the background needs. Permission is requested at a click, and only if no tab of the site will do. */
  hosts: string[];
  /** Where to sign in. */
  signIn: `https://${string}`;
  /** Set where an activity's id is also its `external_id` on Intervals.icu: an upload of it is found by that id. */
  usesIdAsExternalId?: true;
  /**
   * The activity that a page shows. Pure and self-contained: it is passed into the page as text and runs there, so it may use
   * its arguments and nothing else of its file.
   */
  readPage(page?: Document, address?: string): SiteActivity | undefined;
  /** The activity that a link leads to. Pure. */
  activityFromLink(url: URL): SiteActivity | undefined;
  /**
   * The files of an activity, on sites where it may have several.
   * @throws {Problem}
   */
  listFiles?(activity: SiteActivity, access: PageAccess): Promise<FileChoice[]>;
  /** Fetches the original: of several files the one with the id `activity.file`, or the best. @throws {Problem} */
  fetchOriginal(activity: SiteActivity, access: PageAccess): Promise<OriginalFiles>;
  /** The site's own list, page by page, newest first. @throws {Problem} */
  listActivities?(fromMs: number, toMs: number, access: PageAccess): AsyncGenerator<ListedSiteActivity[]>;
}

/** Declares a site. The type of its id is the literal, from which the registry derives the type of all ids. */
export const defineSite = <const Id extends string>(site: Site<Id>): Site<Id> => site;
