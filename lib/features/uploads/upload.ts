import type { NonRecordingKind, Recording } from '../../formats/recordings/recording.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import type { SiteId } from '../../services/sites/registry.ts';

/** Where a file came from. `automatic`: no person chose it, so no question about it is answered without one. */
export interface UploadOrigin {
  via: 'disk' | 'page' | 'link' | 'download';
  automatic: boolean;
  /** The site that it was fetched from, where Musette knows the site. */
  site?: SiteId;
}

/** A planned workout that a recording may be of. */
export interface PlannedWorkoutMatch {
  /** Its id on the calendar of Intervals.icu. */
  event: number;
  name: string;
}

/** An activity on Intervals.icu that an upload became or was recognised as. */
export interface ActivityRef {
  id: string;
  name?: string;
  startMs?: number;
}

/** How an activity that is there already was recognised, surest first. */
export type MatchKind = 'same-file' | 'same-id' | 'same-activity' | 'same-start' | 'time-zone-slip';

export interface ActivityMatch extends ActivityRef {
  kind: MatchKind;
}

/** The question that a held upload asks. */
export type NeededInput =
  | { why: 'possible-duplicate'; match: ActivityMatch }
  | { why: 'could-not-check' }
  | { why: 'not-a-recording'; what: NonRecordingKind }
  | { why: 'account-changed' }
  /** It came by itself, and something about the recording is odd. */
  | { why: 'doubtful' }
  /** A finished download whose bytes Musette cannot read: somebody must choose the file. */
  | { why: 'needs-file' }
  | { why: 'review' };

export type UploadState =
  | { name: 'queued'; dueAt: number; problem?: PlainProblem }
  | { name: 'sending'; since: number }
  | { name: 'uploaded'; at: number }
  | { name: 'duplicate'; at: number; matchKind: MatchKind }
  | ({ name: 'held' } & NeededInput)
  | { name: 'failed'; problem: PlainProblem };

export type UploadStateName = UploadState['name'];

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
  origin: UploadOrigin;
  addedAt: number;
  /** Files that came while the outbox was busy belong together: one progress bar, one notification. */
  batch: number;
  state: UploadState;
  /** Absent for files that are none. */
  recording?: Recording;
  /** Sent as the activity's name and description. */
  title?: string;
  description?: string;
  /** Sent as `external_id`. */
  externalId?: string;
  /** A person said "Upload anyway": nothing is checked any more. */
  skipChecks: boolean;
  /** Failed tries since the upload was last queued by a person. */
  tries: number;
  /**
   * Present once the upload was compared with what is on Intervals.icu. `near` are the activities that were there around
   * its start; absent where that could not be known.
   */
  checked?: { nearbyActivityIds?: string[] };
  /** Requests that went out and whose answer was never seen: Intervals.icu may have the file. */
  unconfirmedRequests: number;
  /** What this file is on Intervals.icu, as far as known. */
  activities: ActivityRef[];
  /** Those of them that this upload created: only these may be undone. */
  createdIds: string[];
  /** Like an activity that was there, and sent all the same because a person had chosen the file. */
  similarActivity?: ActivityMatch;
  /** The planned workouts that it fits; absent where there are none, and where the calendar was not read. */
  plannedWorkouts?: PlannedWorkoutMatch[];
  /** That of them which it is the doing of, as a person said (sent as `paired_event_id`) or as Intervals.icu did. */
  pairWith?: number;
}

export type UploadEvent =
  | { type: 'checked'; nearbyActivityIds?: string[]; similarActivity?: ActivityMatch }
  | { type: 'sent' }
  /** `foreign`: those of the activities that another program may have brought. */
  | { type: 'accepted'; isNew: boolean; activities: ActivityRef[]; foreignIds?: string[] }
  | { type: 'found'; match: ActivityMatch }
  | { type: 'held'; held: NeededInput }
  | { type: 'problem'; problem: PlainProblem; retryInMs?: number }
  | { type: 'interrupted' }
  | { type: 'hurried' }
  | { type: 'retry' }
  | { type: 'send-anyway'; athlete: string }
  | { type: 'reviewed'; title: string; description: string; pairWith?: number }
  | { type: 'came-again'; at: number; batch: number; origin: UploadOrigin; state: UploadState };

/** Whether this is the question that the upload asks. */
export const needsInput = ({ state }: Upload, why: NeededInput['why']): boolean =>
  state.name === 'held' && state.why === why;

export const isNotSending = ({ state }: Upload): boolean => state.name !== 'sending';

/** States in which nothing more happens by itself and the bytes are not needed any more. */
export const isUploadDone = ({ state }: Upload): boolean =>
  state.name === 'uploaded' || state.name === 'duplicate';
