import { expectSource } from '../sources/registry.ts';
import type { SourceId } from '../sources/source.ts';
import { carrier } from './carry.ts';
import { look, recoverSearch } from './look.ts';
import * as plan from './plan.ts';
import type { Range } from './search.ts';
import { reachSite } from './tabs.ts';

/** Goes on with what is planned, if anything may be fetched now. */
export const carryOn = carrier({ find: expectSource, reach: reachSite });

/** Begins to look for what is missing. @throws {Problem} `not-connected` */
export async function findMissing({ site, ...range }: Range & { site: SourceId }): Promise<void> {
  await look(expectSource(site), range, reachSite);
}

/** Plans to send these activities of the newest search, and begins. @throws {Problem} as `plan.sendMissing` */
export const sendMissing = (ids: string[]): Promise<void> => plan.sendMissing(ids).then(begin);

export const resumeMissing = (): Promise<void> => plan.resumeMissing().then(begin);

export const retryMissing = (): Promise<void> => plan.retryMissing().then(begin);

/** The background came to life: what its predecessor left in the middle goes on. */
export async function wakeUp(): Promise<void> {
  await recoverSearch();
  await carryOn();
}

function begin(): void {
  void carryOn();
}
