import { browser } from 'wxt/browser';
import { keepAwake } from '../awake.ts';
import { expectAthlete } from '../credentials.ts';
import { type Added, add } from '../outbox/outbox.ts';
import { listUploads } from '../outbox/store.ts';
import { isDone } from '../outbox/upload.ts';
import { Problem } from '../problem.ts';
import { sourceOf } from '../sources/registry.ts';
import type { FileChoice, Reach, SiteActivity, Source } from '../sources/source.ts';
import { activitySchema } from './activity.ts';
import { mayFetchFrom, reachOf } from './reach.ts';

/** What a tab shows, as far as it concerns us. */
export interface SeenPage {
  /** The site, as people know it. */
  site: string;
  /** Absent where the site shows none, a list for example. */
  activity?: SiteActivity;
  /** What the background could use besides the page, and was not given. */
  hosts: string[];
  /** What the outbox knows of it: sent, or on its way. */
  there?: 'done' | 'waiting';
}

/** What became of a wish to send: it is in the outbox, or a person has to choose one of several files first. */
export type Sent = { added: Added } | { choices: FileChoice[] };

/** The activity in a tab; undefined where the tab is of no site that we know, or where no click let us look. */
export async function lookAt(tabId: number): Promise<SeenPage | undefined> {
  const place = await placeOf(tabId);
  if (!place) return undefined;
  const activity = await readPage(place);
  const there = activity && (await knownAs(place.source, activity));
  const { label: site, hosts } = place.source;
  return {
    site,
    hosts: place.reach.mayFetch ? [] : hosts,
    ...(activity && { activity }),
    ...(there && { there }),
  };
}

/** Looks at the newest rows only: the popup waits for it. */
async function knownAs({ id }: Source, activity: SiteActivity): Promise<SeenPage['there']> {
  // Only Garmin's ids are kept with a row: they are what Intervals.icu knows an activity by.
  if (id !== 'garmin') return undefined;
  const row = (await listUploads(RECENT)).find(({ externalId }) => externalId === activity.id);
  return row && (isDone(row) ? 'done' : 'waiting');
}

const RECENT = 300;

/**
 * Sends the activity that a tab shows. `wanted` is the one that a person saw there when they clicked; where they could be
 * asked (`mayAsk`), several files are handed back for them to choose from.
 * @throws {Problem} as the sources, `not-connected`, `no-activity`, `moved-on`
 */
export function sendPage(tabId: number, wanted?: SiteActivity, mayAsk = false): Promise<Sent> {
  return keepAwake(sendShown(tabId, wanted, mayAsk));
}

async function sendShown(tabId: number, wanted: SiteActivity | undefined, mayAsk: boolean): Promise<Sent> {
  const place = await placeOf(tabId);
  if (!place) throw new Problem('no-activity');
  const { source, reach } = place;
  const shown = await readPage(place);
  if (!shown) throw new Problem(wanted ? 'moved-on' : 'no-activity', { site: source.label });
  if (wanted && wanted.id !== shown.id) throw new Problem('moved-on');
  const athlete = await expectAthlete();
  const activity = { ...shown, ...(wanted?.file !== undefined && { file: wanted.file }) };
  if (mayAsk && activity.file === undefined) {
    const choices = (await source.listFiles?.(activity, reach)) ?? [];
    if (choices.length > 1) return { choices };
  }
  const { files, ...facts } = await source.fetchOriginal(activity, reach);
  // These pages change their address and keep what they show for a moment: what was read may be of two activities.
  if ((await readPage(place))?.id !== shown.id) throw new Problem('moved-on');
  return {
    added: await add(files, { door: 'page', automatic: false, site: source.id }, { ...facts, athlete }),
  };
}

interface Place {
  source: Source;
  reach: Reach;
}

async function placeOf(tabId: number): Promise<Place | undefined> {
  const { url } = await browser.tabs.get(tabId).catch(() => ({ url: undefined }));
  const source = url === undefined ? undefined : sourceOf(new URL(url));
  return source && { source, reach: reachOf(tabId, await mayFetchFrom(source.hosts)) };
}

/** What the page shows. It comes out of the page, so it is whatever somebody put there. */
async function readPage({ source, reach }: Place): Promise<SiteActivity | undefined> {
  const { data } = activitySchema.safeParse(await reach.inPage(source.read));
  if (!data) return undefined;
  const { id, athlete, name } = data;
  return { id, ...(athlete !== undefined && { athlete }), ...(name !== undefined && { name }) };
}
