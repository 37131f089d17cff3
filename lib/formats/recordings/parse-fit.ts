import { omitUndefined } from '../../platform/omit-undefined.ts';
import { MAX_SESSIONS } from '../file-limits.ts';
import { brokenFile } from '../file-problems.ts';
import type { FitMessage } from '../fit/fit-message.ts';
import { type FitPart, findDamagedPart, readFitParts } from '../fit/fit-parts.ts';
import { FIT_ACTIVITY_FILE, FIT_MANUFACTURERS, FIT_MESSAGES } from '../fit/fit-profile.ts';
import { visitFitMessages } from '../fit/visit-fit-messages.ts';
import { type FitRecords, joinRecords, summarizeRecords } from './fit-records.ts';
import { type FitSport, getFitSessions, readStatedSession, type StatedSession, toFitSport } from './fit-sessions.ts';
import type { NonRecordingKind, ParsedFile, Recording, RecordingDevice, RecordingWarning } from './recording.ts';

/**
 * What a FIT file is. Reads all of it: both checksums, every message, every chained part.
 * @param now ms since the epoch
 * @throws {Problem} `broken-file` with what and where in `detail`.
 */
export function parseFit(bytes: Uint8Array, now: number = Date.now()): ParsedFile {
  return judgeFiles(readFiles(bytes, readFitParts(bytes), now), now);
}

/** What can still be read of a damaged FIT file, for the duplicate check if it is uploaded all the same. */
export function recoverFit(bytes: Uint8Array, now: number): Recording | undefined {
  const part = findDamagedPart(bytes);
  const judged = part && judgeFiles(readFiles(bytes, [part], now), now);
  const recording = judged && 'recording' in judged ? judged.recording : undefined;
  if (!recording?.sessions.some(({ startMs }) => startMs !== undefined)) return undefined;
  // The damage is said already.
  return { ...recording, warnings: [] };
}

function judgeFiles(files: readonly FitFile[], now: number): ParsedFile {
  const activities = files.filter(isActivity);
  if (activities.length > 0) return { verdict: 'recording', recording: toRecording(activities, now) };
  const type = files[0]?.type;
  const fileKind = (type !== undefined && FILE_KINDS[type]) || 'other';
  const isTimed = (file: FitFile) => isRecorded(file) || file.records.count > 0;
  const recorded = fileKind === 'other' ? files.filter(isTimed) : [];
  return {
    verdict: 'not-a-recording',
    format: 'fit',
    fileKind,
    ...(recorded.length > 0 && { recording: toRecording(recorded, now) }),
  };
}

/** Some programs leave out the type, or the whole file_id. */
const isActivity = (file: FitFile): boolean =>
  file.type === FIT_ACTIVITY_FILE || (file.type === undefined && isRecorded(file));

const isRecorded = ({ sessions, records, laps }: FitFile): boolean =>
  sessions.length > 0 || (records.count > 0 && laps > 0);

function toRecording(files: readonly FitFile[], now: number): Recording {
  const started = files.filter(file => file.sessions.length > 0 || file.records.count > 0);
  const found = (started.length > 0 ? started : files.slice(0, 1)).map(file => getFitSessions(file, now));
  const warnings: RecordingWarning[] = [];
  if (found.some(({ isOdd }) => isOdd)) warnings.push('odd-times');
  if (started.some(file => file.sessions.length === 0 || file.isUnfinished)) warnings.push('unfinished');
  if (files.every(file => file.records.count === 0 && file.laps === 0)) warnings.push('no-records');
  return omitUndefined({
    format: 'fit' as const,
    sessions: found.flatMap(({ sessions }) => sessions),
    possibleStarts: found.flatMap(({ possibleStarts }) => possibleStarts),
    device: files.find(file => file.device)?.device,
    warnings,
  });
}

/** `file_id.type` of other files; 41 to 73 are undocumented and occur in Garmin's wellness archives. */
const FILE_KINDS: Readonly<Record<number, NonRecordingKind>> = {
  1: 'device-file',
  2: 'settings',
  3: 'settings',
  5: 'workout',
  6: 'course',
  7: 'workout',
  9: 'weight',
  11: 'settings',
  15: 'monitoring',
  28: 'monitoring',
  32: 'monitoring',
  34: 'segment',
  35: 'segment',
  40: 'device-file',
  44: 'monitoring',
  49: 'sleep',
  58: 'monitoring',
  68: 'monitoring',
};

/** A file_id and the facts in the messages behind it. */
interface FitFile {
  hasFileId: boolean;
  type?: number;
  createdSecs?: number;
  device?: RecordingDevice;
  sessions: StatedSession[];
  /** Sport where no session names one. */
  sport?: FitSport | undefined;
  laps: number;
  records: FitRecords;
  isUnfinished: boolean;
}

/** The files of a chain. Garmin's multisport watches continue a file in further parts that have no file_id. */
function readFiles(bytes: Uint8Array, parts: readonly FitPart[], now: number): FitFile[] {
  const files: FitFile[] = [];
  for (const part of parts) {
    const file = readPart(bytes, part, now);
    const previous = files.at(-1);
    if (file.hasFileId || (!previous && isRecorded(file))) files.push(file);
    else if (previous) appendPart(previous, file, now);
    else throw brokenFile(`no file_id message${part.location}`);
  }
  return files;
}

function readPart(bytes: Uint8Array, part: FitPart, now: number): FitFile {
  const records: FitRecords = { count: 0, times: { otherStarts: [], areEqual: false } };
  const file: FitFile = { hasFileId: false, sessions: [], laps: 0, records, isUnfinished: part.isUnfinished };
  const summary = visitFitMessages(bytes, part, message => {
    switch (message.definition.globalNumber) {
      case FIT_MESSAGES.fileId:
        if (!file.hasFileId) Object.assign(file, readIdentity(message));
        break;
      case FIT_MESSAGES.session:
        file.sessions.push(readStatedSession(message));
        if (file.sessions.length > MAX_SESSIONS) throw brokenFile(`more than ${MAX_SESSIONS} sessions`);
        break;
      case FIT_MESSAGES.lap:
        file.laps++;
        file.sport ??= toFitSport(message.getNumber(25), message.getNumber(39));
        break;
      case FIT_MESSAGES.sport:
        file.sport ??= toFitSport(message.getNumber(0), message.getNumber(1));
        break;
      case FIT_MESSAGES.deviceInfo:
        if (message.getNumber(0) === CREATOR_DEVICE_INDEX) file.device = { ...readCreator(message), ...file.device };
    }
  });
  file.records = summarizeRecords(bytes, part, summary, now);
  return file;
}

function appendPart(file: FitFile, part: FitFile, now: number): void {
  file.sessions.push(...part.sessions);
  file.laps += part.laps;
  file.sport ??= part.sport;
  file.records = joinRecords(file.records, part.records, now);
  file.isUnfinished ||= part.isUnfinished;
}

/** `device_info.device_index` of the device that wrote the file; the others are its sensors. */
const CREATOR_DEVICE_INDEX = 0;

function readIdentity(message: FitMessage) {
  const serial = message.getNumber(3);
  const device = omitUndefined({
    manufacturer: getManufacturerName(message.getNumber(1)),
    product: message.getText(8) ?? message.getNumber(2)?.toString(),
    serial: serial?.toString(),
  });
  return omitUndefined({
    hasFileId: true,
    type: message.getNumber(0),
    createdSecs: message.getNumber(4),
    device: Object.keys(device).length > 0 ? device : undefined,
  });
}

function readCreator(message: FitMessage): RecordingDevice {
  return omitUndefined({
    manufacturer: getManufacturerName(message.getNumber(2)),
    product: message.getText(27) ?? message.getNumber(4)?.toString(),
    serial: message.getNumber(3)?.toString(),
  });
}

/** Undefined for unknown ones: their number says nothing to an athlete. */
const getManufacturerName = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : FIT_MANUFACTURERS[number];
