import { isSystemFile } from '../../lib/formats/file-names.ts';
import type { DroppedFiles } from '../hooks/dropped-files.ts';

/** The extensions that a file picker offers. The bytes decide what a file is; this only shortens the search. */
export const RECORDING_ACCEPT = '.fit,.tcx,.gpx,.zip,.gz';

/** Whether a file is named like a recording. */
export const hasRecordingExtension = (name: string): boolean => /\.(fit|tcx|gpx|zip|gz)$/i.test(name);

/** The recordings among the files of a chosen folder. */
export function pickRecordings(all: File[]): DroppedFiles {
  const files = all.filter(({ name }) => hasRecordingExtension(name) && !isSystemFile(name));
  return { files, ignored: all.length - files.length, unreadable: [] };
}
