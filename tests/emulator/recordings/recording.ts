/** A recording in an uploaded file, with the activities that a server makes of it. */
export interface Recording {
  readonly fileType: 'fit' | 'tcx' | 'gpx';
  /** The recording itself, unpacked. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** More than one for a multisport or chained file. */
  readonly activities: readonly RecordedActivity[];
}

/** What is known of one activity without analysing it. Seconds and metres. */
export interface RecordedActivity {
  /** None if the file could not be decoded. */
  readonly startDate?: Date | undefined;
  readonly type: string;
  readonly elapsedTime?: number | undefined;
  readonly movingTime?: number | undefined;
  readonly distance?: number | undefined;
  readonly deviceName?: string | undefined;
  readonly trainer?: boolean | undefined;
}

/** The file is no recording. The text is the emulator's reply. */
export class NotARecording extends Error {}
