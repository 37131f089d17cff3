import { garmin } from './garmin.ts';
import type { Source, SourceId } from './source.ts';
import { strava } from './strava.ts';
import { trainingpeaks } from './trainingpeaks.ts';

/** Every site that recordings come from. A new one is a file beside this one, a line here, and a dated page fixture. */
export const sources: readonly Source[] = [garmin, trainingpeaks, strava];

/** The site that an address belongs to. */
export const sourceOf = (url: URL): Source | undefined =>
  sources.find(({ pages }) => pages.some(pattern => matches(pattern, url)));

export const expectSource = (id: SourceId): Source => {
  const source = sources.find(one => one.id === id);
  if (!source) throw new Error(`No source is called ${id}`);
  return source;
};

/** All of the patterns end in a star, and none has another. */
const matches = (pattern: string, { href }: URL): boolean => href.startsWith(pattern.slice(0, -1));
