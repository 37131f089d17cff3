import type { PlainProblem } from '../../platform/problem.ts';
import type { Sport } from '../sport.ts';

/** Formats that Intervals.icu takes as a completed activity. */
export type RecordingFormat = 'fit' | 'tcx' | 'gpx';

/** One session of a recording; multisport and chained files have several. */
export interface RecordedSession {
  sport: Sport;
  /** The sport as written in the file: "cycling/road", "Biking", "running". */
  sportName?: string;
  /** Start, ms since the epoch. Absent where the file has no usable time. */
  startMs?: number;
  /** Elapsed time in seconds. */
  durationSecs?: number;
  /** Distance in metres. */
  distanceM?: number;
}

/** The device that recorded. */
export interface RecordingDevice {
  /** "Garmin", "Wahoo", …; absent where the name is not known. */
  manufacturer?: string;
  /** The product's name where the file has one (TCX Creator, FIT product_name), else its number. */
  product?: string;
  serial?: string;
}

/** What is unusual about a recording that can be uploaded nevertheless. */
export type RecordingWarning =
  /** Lasts for days. */
  | 'long'
  /** Its times contradict one another, so that its start and its duration are not certain. */
  | 'odd-times'
  /** All its points have the same time, as in a planned route. */
  | 'equal-times'
  /** Starts more than a day from now. */
  | 'future'
  /** Starts before 1990 or carries no usable time at all. */
  | 'no-date'
  /** Times without a zone: the start may be hours off. */
  | 'no-zone'
  /** FIT without a session message: the device stopped before it could finish the file. */
  | 'unfinished'
  /** Nothing was recorded: no records, track points or laps. */
  | 'no-records';

/** The facts of one completed activity (or several, in a multisport or chained file), read from its bytes. */
export interface Recording {
  format: RecordingFormat;
  /** The recording's own title, where the format has one (GPX `trk/name` or `metadata/name`, TCX none). */
  title?: string;
  /** In order of start; never empty. */
  sessions: RecordedSession[];
  /** In the file they have another order, as in exports that begin with the newest. */
  isReordered?: true;
  /** Where the file does not agree with itself: when else it may have started, ms since the epoch. */
  possibleStarts?: number[];
  device?: RecordingDevice;
  /** Garmin Connect's activity id, where the name of the file or of its archive carries it. */
  garminId?: string;
  warnings: RecordingWarning[];
}

/** Kinds of files that are not recordings. */
export type NonRecordingKind =
  | 'course'
  | 'route'
  /** GPX of an activity without positions. */
  | 'empty-track'
  | 'workout'
  | 'monitoring'
  | 'sleep'
  | 'settings'
  | 'segment'
  | 'weight'
  | 'device-file'
  | 'astronomy'
  | 'web-page'
  | 'json'
  /** Apple Health's export, which has workout routes beside it. */
  | 'health-data'
  | 'tar'
  /** A gz file with something else in it than a recording. */
  | 'packed'
  /** What macOS keeps about a file on disks that are not its own: "._ride.fit". */
  | 'system-file'
  | 'other';

/** What one file, or one member of an archive, is. */
export type InspectedFile = {
  /** Safe to show and to store: no folders, no control characters. */
  name: string;
  /** Name of the archive that this is a member of. */
  archive?: string;
} & (
  | {
      verdict: 'recording';
      recording: Recording;
      /** The bytes to send, unpacked. */
      file: File;
    }
  | {
      verdict: 'not-a-recording';
      fileKind: NonRecordingKind;
      format?: RecordingFormat;
      /** What a file of unknown type records, for the duplicate check if it is uploaded all the same. */
      recording?: Recording;
      /** Absent for content that was not unpacked, such as photographs in an account export. */
      file?: File;
    }
  | {
      verdict: 'broken';
      problem: PlainProblem;
      format?: RecordingFormat;
      /** What could still be read of it, for the duplicate check if it is uploaded all the same. */
      recording?: Recording;
      /** Absent for a member of an archive that cannot be unpacked. */
      file?: File;
    }
);

/** What one file is by its bytes alone. */
export type ParsedFile =
  | { verdict: 'recording'; recording: Recording }
  | { verdict: 'not-a-recording'; fileKind: NonRecordingKind; format?: RecordingFormat; recording?: Recording }
  | { verdict: 'broken'; problem: PlainProblem; format?: RecordingFormat; recording?: Recording };
