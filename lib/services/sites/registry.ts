import { garmin } from './garmin/garmin.ts';
import type { Site, SiteId } from './site.ts';
import { strava } from './strava.ts';
import { trainingpeaks } from './trainingpeaks/trainingpeaks.ts';

/** Every site that recordings come from. A new one is a file beside this one, a line here, and a dated page fixture. */
export const sites: readonly Site[] = [garmin, trainingpeaks, strava];

/** The site that an address belongs to. */
export const findSite = (url: URL): Site | undefined =>
  sites.find(({ pages }) => pages.some(pattern => matchesPattern(pattern, url)));

export const requireSite = (id: SiteId): Site => {
  const site = sites.find(one => one.id === id);
  if (!site) throw new Error(`No source is called ${id}`);
  return site;
};

/** All of the patterns end in a star, and none has another. */
const matchesPattern = (pattern: string, { href }: URL): boolean => href.startsWith(pattern.slice(0, -1));
