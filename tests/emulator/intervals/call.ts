import type { Reply, SiteRequest } from '../site.ts';
import type { Athlete } from './athlete.ts';
import type { DedupeBy } from './keep-file.ts';
import type { World } from './world.ts';

/** A request to the API that may be answered: its route is known, and its key is good for the athlete in the path. */
export interface Call {
  readonly request: SiteRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly world: World;
  /** The owner of the key. */
  readonly athlete: Athlete;
  readonly dedupeBy: DedupeBy;
  /** Whether an upload is paired with what was planned. */
  readonly autoPair: boolean;
}

/** Answers a call, or throws a `Refusal`. */
export type Handler = (call: Call) => Reply | Promise<Reply>;
