import type { DoneActivity, FileKind } from '../intervals/activity-files.ts';
import type { PlainProblem } from '../problem.ts';
import { type Waiting, waitsUntil } from '../wait.ts';
import { stemsFor } from './names.ts';

/** Where the files go: one zip, a folder of the person's disk, or one among the downloads. */
export type Into = { to: 'zip' | 'downloads' } | { to: 'folder'; folder: string; name: string };

/** The fetching of many files, one at a time for the whole browser. */
export interface Download {
  id: string;
  /** Whose activities they are. Nobody else's key fetches them. */
  athlete: string;
  kind: FileKind;
  into: Into;
  /** The zip's name without its ending, or that of the folder among the downloads. */
  title: string;
  /** A person pressed "Pause". */
  paused: boolean;
  /** Failures of the way to Intervals.icu, or of the disk, since the last file that came. */
  strikes: number;
  /** Why nothing moves now, and when it goes on. */
  waiting?: Waiting | undefined;
  /** Why it does not go on before a person acts. */
  stopped?: PlainProblem | undefined;
  /** Everything was tried. */
  done?: boolean;
  /** A page has handed out the zip by itself. */
  taken?: boolean;
}

export const ITEM_STATES = ['waiting', 'done', 'fileless', 'failed'] as const;

/** One activity of a download. */
export interface Item {
  order: number;
  activity: DoneActivity;
  /** Its file's name without the ending, which its content decides. */
  stem: string;
  state: (typeof ITEM_STATES)[number];
  tries: number;
  /** Under which name it is in the zip or the folder. */
  name?: string;
  /** It was in the folder already, and was not fetched again. */
  wasThere?: boolean;
  problem?: PlainProblem;
}

/** The items of a download, oldest activity last. What has no file is not even asked for. */
export function itemsOf(activities: readonly DoneActivity[]): Item[] {
  const stems = stemsFor(activities);
  return [...new Map(activities.map(each => [each.id, each])).values()].map((activity, order) => ({
    order,
    activity,
    stem: stems.get(activity.id) ?? activity.id,
    state: activity.fileless ? 'fileless' : 'waiting',
    tries: 0,
  }));
}

/** When it goes on, ms since the epoch: 0 for "now", undefined where a person or nobody has to act. */
export const goesOnAt = ({ paused, stopped, done, waiting }: Download, now: number): number | undefined =>
  paused || stopped || done ? undefined : waitsUntil({ waiting }, now);
