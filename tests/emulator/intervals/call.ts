import type { Reply, SiteRequest } from '../site.ts';
import type { Athlete } from './athlete.ts';
import type { DedupeBy } from './keep-file.ts';
import type { Grant } from './oauth/oauth.ts';
import type { World } from './world.ts';

/**
 * A request to the API that may be answered: its route is known, and its key or token
 * is valid for the athlete in the path.
 */
export interface Call {
  readonly request: SiteRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly world: World;
  /** The owner of the key or of what was granted. */
  readonly athlete: Athlete;
  /** The app's grant; undefined when the athlete's own key was used. */
  readonly grant: Grant | undefined;
  readonly dedupeBy: DedupeBy;
  readonly downloadHeaders: Readonly<Record<string, string>>;
  /** Whether an upload is paired with what was planned. */
  readonly autoPair: boolean;
}

/** Answers a call, or throws a `Refusal`. */
export type Handler = (call: Call) => Reply | Promise<Reply>;
