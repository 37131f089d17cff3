import { createHash } from 'node:crypto';
import { readFit } from './fit.ts';
import { readGpx } from './gpx.ts';
import { NotARecording, type RecordedActivity, type Recording } from './recording.ts';
import { readTcx } from './tcx.ts';
import { unpack } from './unpack.ts';

/**
 * Reads an uploaded file: plain, gzipped, or zipped with any number of members. What it is depends on its
 * content, because names and types are often wrong; members of a zip that are no recordings are skipped.
 */
export function readRecordings(upload: Uint8Array): Recording[] {
  if (upload.length === 0) throw new NotARecording('The file is empty');
  let problem = new NotARecording('Unrecognized file format, expected fit, tcx or gpx');
  const recordings = unpack(upload).flatMap(bytes => {
    try {
      return readRecording(bytes) ?? [];
    } catch (error) {
      if (!(error instanceof NotARecording)) throw error;
      problem = error;
      return [];
    }
  });
  if (recordings.length === 0) throw problem;
  return recordings;
}

function readRecording(bytes: Uint8Array): Recording | undefined {
  const fileType = sniff(bytes);
  if (!fileType) return undefined;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileType, bytes, sha256, activities: readers[fileType](bytes) };
}

type FileType = Recording['fileType'];

const readers: Record<FileType, (bytes: Uint8Array) => RecordedActivity[]> = {
  fit: readFit,
  tcx: readTcx,
  gpx: readGpx,
};

function sniff(bytes: Uint8Array): FileType | undefined {
  if (Buffer.from(bytes.subarray(8, 12)).toString('latin1') === '.FIT') return 'fit';
  // Without the zero bytes, UTF-16 reads like ASCII, which is enough to find the root element.
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').replaceAll('\0', '');
  const root = /<(?:[\w.-]+:)?(gpx|TrainingCenterDatabase)[\s>]/.exec(head)?.[1];
  if (root === 'gpx') return 'gpx';
  return root === undefined ? undefined : 'tcx';
}
