import { omitUndefined } from '../../platform/omit-undefined.ts';
import { MAX_SESSIONS } from '../file-limits.ts';
import { brokenFile } from '../file-problems.ts';
import type { FitMessage } from '../fit/fit-message.ts';
import { type FitPart, readFitParts } from '../fit/fit-parts.ts';
import { FIT_ACTIVITY_FILE, FIT_MANUFACTURERS, FIT_MESSAGES, FIT_SPORTS, FIT_SUB_SPORTS } from '../fit/fit-profile.ts';
import { type RecordSummary, visitFitMessages } from '../fit/visit-fit-messages.ts';
import { parseSport } from '../sport.ts';
import type { NonRecordingKind, ParsedFile, RecordedSession, RecordingDevice, RecordingWarning } from './recording.ts';

/**
 * What a FIT file is. Reads all of it: both checksums, every message, every chained part.
 * @throws {Problem} `broken-file` with what and where in `detail`.
 */
export function parseFit(bytes: Uint8Array): ParsedFile {
  const files = readFiles(bytes);
  const activities = files.filter(file => file.type === FIT_ACTIVITY_FILE);
  if (activities.length === 0) {
    const type = files[0]?.type;
    return {
      verdict: 'not-a-recording',
      format: 'fit',
      fileKind: (type !== undefined && FILE_KINDS[type]) || 'other',
    };
  }
  const started = activities.filter(file => file.sessions.length > 0 || file.records.count > 0);
  const warnings: RecordingWarning[] = [];
  if (started.some(file => file.sessions.length === 0)) warnings.push('unfinished');
  if (activities.every(file => file.records.count === 0 && file.laps === 0)) warnings.push('no-records');
  const sessions = (started.length > 0 ? started : activities.slice(0, 1)).flatMap(getSessions);
  const device = activities.find(file => file.device)?.device;
  return {
    verdict: 'recording',
    recording: omitUndefined({ format: 'fit' as const, sessions, device, warnings }),
  };
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
  sessions: RecordedSession[];
  /** Sport where no session names one. */
  sport?: FitSport | undefined;
  laps: number;
  records: RecordSummary;
}

type FitSport = Pick<RecordedSession, 'sport' | 'sportName'>;

/** The files of a chain. Garmin's multisport watches continue a file in further parts that have no file_id. */
function readFiles(bytes: Uint8Array): FitFile[] {
  const files: FitFile[] = [];
  for (const part of readFitParts(bytes)) {
    const file = readPart(bytes, part);
    const previous = files.at(-1);
    if (file.hasFileId) files.push(file);
    else if (previous) appendPart(previous, file);
    else throw brokenFile(`no file_id message${part.location}`);
  }
  return files;
}

function readPart(bytes: Uint8Array, part: FitPart): FitFile {
  const file: FitFile = { hasFileId: false, sessions: [], laps: 0, records: { count: 0 } };
  file.records = visitFitMessages(bytes, part, message => {
    switch (message.definition.globalNumber) {
      case FIT_MESSAGES.fileId:
        if (!file.hasFileId) Object.assign(file, readIdentity(message));
        break;
      case FIT_MESSAGES.session:
        file.sessions.push(readSession(message));
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
  return file;
}

function appendPart(file: FitFile, part: FitFile): void {
  file.sessions.push(...part.sessions);
  file.laps += part.laps;
  file.sport ??= part.sport;
  file.records = { ...part.records, ...file.records, ...getLastRecord(part.records) };
  file.records.count += part.records.count;
}

function getLastRecord({ lastSecs, last }: RecordSummary): Partial<RecordSummary> {
  return omitUndefined({ lastSecs, last });
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

function getManufacturerName(number: number | undefined): string | undefined {
  return number === undefined ? undefined : (FIT_MANUFACTURERS[number] ?? `manufacturer ${number}`);
}

function readSession(message: FitMessage): RecordedSession {
  const elapsedMs = message.getNumber(7) ?? message.getNumber(8);
  const endMs = toEpochMs(message.getNumber(253));
  const distanceCm = message.getNumber(9);
  return omitUndefined({
    ...(toFitSport(message.getNumber(5), message.getNumber(6)) ?? { sport: 'other' as const }),
    startMs: toEpochMs(message.getNumber(2)) ?? (endMs === undefined ? undefined : endMs - (elapsedMs ?? 0)),
    durationSecs: elapsedMs === undefined ? undefined : elapsedMs / 1000,
    distanceM: distanceCm === undefined ? undefined : distanceCm / 100,
  });
}

/** The file's sessions; where the device stopped before it wrote one, a session made from the records. */
function getSessions({ sessions, sport, records, createdSecs }: FitFile): RecordedSession[] {
  if (sessions.length > 0) return sessions;
  const { firstSecs, lastSecs, last } = records;
  const distanceCm = last?.getNumber(5);
  return [
    omitUndefined({
      ...(sport ?? { sport: 'other' as const }),
      startMs: toEpochMs(firstSecs) ?? toEpochMs(createdSecs),
      durationSecs: firstSecs === undefined || lastSecs === undefined ? undefined : Math.max(0, lastSecs - firstSecs),
      distanceM: distanceCm === undefined ? undefined : distanceCm / 100,
    }),
  ];
}

function toFitSport(sport: number | undefined, subSport: number | undefined): FitSport | undefined {
  if (sport === undefined) return undefined;
  const name = FIT_SPORTS[sport] ?? `sport ${sport}`;
  const subName = subSport === undefined ? undefined : FIT_SUB_SPORTS[subSport];
  const sportName = subName === undefined ? name : `${name}/${subName}`;
  return { sport: parseSport(sportName), sportName };
}

/**
 * FIT's clock starts on 1989-12-31 UTC; smaller values count seconds since the device was switched on
 * (https://developer.garmin.com/fit/cookbook/datetime/).
 */
const FIRST_DATE_SECS = 0x10000000;
const FIT_EPOCH_SECS = 631_065_600;

function toEpochMs(fitSecs: number | undefined): number | undefined {
  return fitSecs === undefined || fitSecs < FIRST_DATE_SECS ? undefined : (fitSecs + FIT_EPOCH_SECS) * 1000;
}
