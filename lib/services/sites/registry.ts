import * as z from 'zod/mini';
import { garmin } from './garmin/garmin.ts';
import type { Site } from './site.ts';
import { strava } from './strava/strava.ts';
import { trainingpeaks } from './trainingpeaks/trainingpeaks.ts';

/** Every site that recordings come from. A new one is a folder beside this file, an entry here, and a dated page fixture. */
const registered = [garmin, trainingpeaks, strava] as const;

export type SiteId = (typeof registered)[number]['id'];
export type KnownSite = Site<SiteId>;

export const sites: readonly [KnownSite, ...KnownSite[]] = registered;

export const siteIdSchema = z.enum(registered.map(({ id }) => id));

/** The site that an address belongs to. */
export const findSite = (url: URL): KnownSite | undefined =>
  sites.find(({ pages }) => pages.some(pattern => matchesPattern(pattern, url)));

export function requireSite(id: SiteId): KnownSite {
  const site = sites.find(one => one.id === id);
  if (!site) throw new Error(`There is no site ${id}`);
  return site;
}

/** Each pattern ends in its only star. */
const matchesPattern = (pattern: string, { href }: URL): boolean => href.startsWith(pattern.slice(0, -1));
