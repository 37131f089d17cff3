import { type CircuitBreaker, getNextAttempt } from '../../platform/jobs/circuit-breaker.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import type { ActivityFileKind, ActivityListItem } from '../../services/intervals/activity-files.ts';
import { getActivityFileStems } from './export-file-names.ts';

/** Where the files go: one zip, a folder of the person's disk, or one among the downloads. */
export type ExportTarget = { to: 'zip' | 'downloads' } | { to: 'folder'; folder: string; name: string };

/** The fetching of many files, one at a time for the whole browser. */
export interface ActivityExport extends CircuitBreaker {
  id: string;
  /** Whose activities they are. Nobody else's key fetches them. */
  athlete: string;
  kind: ActivityFileKind;
  target: ExportTarget;
  /** The zip's name without its ending, or that of the folder among the downloads. */
  title: string;
  /** Everything was tried. */
  done?: boolean;
  /** A page has handed out the zip by itself. */
  isZipClaimed?: boolean;
}

export const EXPORT_ITEM_STATES = ['waiting', 'done', 'fileless', 'failed'] as const;

/** One activity of a download. */
export interface ExportItem {
  order: number;
  activity: ActivityListItem;
  /** Its file's name without the ending, which its content decides. */
  stem: string;
  state: (typeof EXPORT_ITEM_STATES)[number];
  tries: number;
  /** Under which name it is in the zip or the folder. */
  name?: string;
  /** It was in the folder already, and was not fetched again. */
  existed?: boolean;
  problem?: PlainProblem;
}

/** The items of a download, oldest activity last. What has no file is not even asked for. */
export function toExportItems(activities: readonly ActivityListItem[]): ExportItem[] {
  const stems = getActivityFileStems(activities);
  return [...new Map(activities.map(each => [each.id, each])).values()].map((activity, order) => ({
    order,
    activity,
    stem: stems.get(activity.id) ?? activity.id,
    state: activity.noFileReason ? 'fileless' : 'waiting',
    tries: 0,
  }));
}

/** When it goes on, in ms since the epoch: 0 for now, undefined where the user has to act or all is done. */
export const getNextRunAt = (download: ActivityExport, now: number): number | undefined =>
  download.done ? undefined : getNextAttempt(download, now);
