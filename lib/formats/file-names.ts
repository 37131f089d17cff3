import type { RecordingFormat } from './recordings/recording.ts';

/**
 * A name that is safe to show, to store and to send: no folders, drive letters, control characters or marks that
 * change the direction of writing, and at most 120 characters.
 */
export function toSafeFileName(name: string): string {
  const base = name.replace(/^.*[\\/]/s, '').replace(/^[a-z]:/i, '');
  const plain = base.normalize('NFC').replace(UNSAFE_CHARACTERS, '').trim();
  return /^\.*$/.test(plain) ? 'unnamed' : truncateName(plain);
}

/** The name with the extension of its format, which Intervals.icu relies on. The caller removes ".gz" first. */
export function withRecordingExtension(name: string, format: RecordingFormat): string {
  const [, stem = name, extension] = /^(.*?)(?:\.(fit|tcx|gpx))?$/is.exec(name) ?? [];
  return extension?.toLowerCase() === format ? name : `${stem}.${format}`;
}

/** Name of the content of a gzip file. */
export function withoutGzExtension(name: string): string {
  return name.replace(/\.gz( ?\(\d+\))?$/i, '') || name;
}

/** Garmin Connect's activity id in the name of a file that Garmin Connect hands out; browsers may add " (1)". */
export function findGarminId(name: string): string | undefined {
  const match = /^(?:(\d{5,})_ACTIVITY|activity_(\d{5,}))(?: ?\(\d+\))?\.(?:fit|tcx|gpx)$/i.exec(name);
  return match?.[1] ?? match?.[2];
}

/**
 * Garmin Connect's activity id in the name of an archive of one file. Nine digits or more: eight could be a date.
 */
export function findGarminIdOfArchive(name: string): string | undefined {
  return /^(\d{9,})(?: ?\(\d+\))?\.zip$/i.exec(name)?.[1];
}

/** Whether the name is that of a recording: if such a file cannot be read, the user is told. */
export function isRecordingName(name: string): boolean {
  return /\.(fit|tcx|gpx)(\.gz)?$/i.test(name);
}

/**
 * Files that the operating system adds to folders and archives. macOS writes a "._" file beside each file on disks that are
 * not its own, such as a watch.
 */
export function isSystemFile(path: string): boolean {
  return /(^|[\\/])(__MACOSX[\\/]|\._[^\\/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path);
}

const UNSAFE_CHARACTERS = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

const MAX_LENGTH = 120;

function truncateName(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_LENGTH) return name;
  const extension = /\.[a-z0-9]{1,6}(\.gz)?$/i.exec(name)?.[0] ?? '';
  return characters.slice(0, MAX_LENGTH - extension.length).join('') + extension;
}
