import type { NotARecording, Recording } from '../files/recording.ts';
import type { PlainProblem } from '../problem.ts';
import type { SourceId } from '../sources/source.ts';
import type { Planned } from './planned.ts';

/** Where a file came from. `automatic`: no person chose it, so no question about it is answered without one. */
export interface Origin {
  door: 'disk' | 'page' | 'link' | 'download';
  automatic: boolean;
  /** The site that it was fetched from, where Musette knows the site. */
  site?: SourceId;
}

/** An activity on Intervals.icu that an upload became or was recognised as. */
export interface ActivityRef {
  id: string;
  name?: string;
  startMs?: number;
}

/** How an activity that is there already was recognised, surest first. */
export type Likeness = 'same-file' | 'same-id' | 'same-activity' | 'same-start' | 'time-zone-slip';

export interface Match extends ActivityRef {
  likeness: Likeness;
}

/** The question that a held upload asks. */
export type Held =
  | { why: 'possible-duplicate'; match: Match }
  | { why: 'could-not-check' }
  | { why: 'not-a-recording'; what: NotARecording }
  | { why: 'account-changed' }
  /** It came by itself, and something about the recording is odd. */
  | { why: 'doubtful' }
  /** A finished download whose bytes Musette cannot read: somebody must choose the file. */
  | { why: 'needs-file' }
  | { why: 'review' };

export type State =
  | { name: 'queued'; dueAt: number; problem?: PlainProblem }
  | { name: 'sending'; since: number }
  | { name: 'uploaded'; at: number }
  | { name: 'duplicate'; at: number; likeness: Likeness }
  | ({ name: 'held' } & Held)
  | { name: 'failed'; problem: PlainProblem };

export type StateName = State['name'];

/** One file on its way to Intervals.icu: a row of the outbox. Its bytes are stored beside it until it is done. */
export interface Upload {
  id: string;
  /** The athlete that this upload is for. It never goes to another one without that being said. */
  athlete: string;
  /** SHA-256 of the bytes, hex. */
  digest: string;
  /** File name, safe to show. */
  name: string;
  /** Bytes. */
  size: number;
  origin: Origin;
  addedAt: number;
  /** Files that came while the outbox was busy belong together: one progress bar, one notification. */
  batch: number;
  state: State;
  /** Absent for files that are none. */
  recording?: Recording;
  /** Sent as the activity's name and description. */
  title?: string;
  description?: string;
  /** Sent as `external_id`. */
  externalId?: string;
  /** A person said "Send anyway": nothing is checked any more. */
  forced: boolean;
  /** Failed tries since the upload was last queued by a person. */
  tries: number;
  /**
   * Present once the upload was compared with what is on Intervals.icu. `near` are the activities that were there around
   * its start; absent where that could not be known.
   */
  checked?: { near?: string[] };
  /** Requests that went out and whose answer was never seen: Intervals.icu may have the file. */
  lost: number;
  /** What this file is on Intervals.icu, as far as known. */
  activities: ActivityRef[];
  /** Those of them that this upload created: only these may be undone. */
  created: string[];
  /** Like an activity that was there, and sent all the same because a person had chosen the file. */
  resembles?: Match;
  /** The planned workouts that it fits; absent where there are none, and where the calendar was not read. */
  planned?: Planned[];
  /** That of them which it is the doing of, as a person said (sent as `paired_event_id`) or as Intervals.icu did. */
  pairWith?: number;
}

export type UploadEvent =
  | { type: 'checked'; near?: string[]; resembles?: Match }
  | { type: 'sent' }
  /** `foreign`: those of the activities that another program may have brought. */
  | { type: 'accepted'; isNew: boolean; activities: ActivityRef[]; foreign?: string[] }
  | { type: 'found'; match: Match }
  | { type: 'held'; held: Held }
  | { type: 'problem'; problem: PlainProblem; retryInMs?: number }
  | { type: 'interrupted' }
  | { type: 'hurried' }
  | { type: 'retry' }
  | { type: 'send-anyway'; athlete: string }
  | { type: 'reviewed'; title: string; description: string; pairWith?: number }
  | { type: 'came-again'; at: number; batch: number; origin: Origin; state: State };

/** Whether this is the question that the upload asks. */
export const isHeldFor = ({ state }: Upload, why: Held['why']): boolean =>
  state.name === 'held' && state.why === why;

export const isNotSending = ({ state }: Upload): boolean => state.name !== 'sending';

/** States in which nothing more happens by itself and the bytes are not needed any more. */
export const isDone = ({ state }: Upload): boolean => state.name === 'uploaded' || state.name === 'duplicate';
