import { brokenFile } from '../faults.ts';
import { MAX_SESSIONS } from '../limits.ts';
import { present } from '../present.ts';
import type { Device, Doubt, Reading, Session } from '../recording.ts';
import { sportOf } from '../sport.ts';
import type { FitMessage } from './message.ts';
import { type FitPart, partsOf } from './parts.ts';
import { ACTIVITY, FILE_TYPES, MANUFACTURERS, MESSAGE, SPORTS, SUB_SPORTS } from './profile.ts';
import { type Records, walk } from './walk.ts';

/**
 * What a FIT file is, after every byte of it was looked at: both checksums, every message, every chained part.
 * @throws {Problem} `broken-file` with what and where in `detail`.
 */
export function readFit(bytes: Uint8Array): Reading {
  const files = filesOf(bytes);
  const activities = files.filter(file => file.type === ACTIVITY);
  if (activities.length === 0) {
    const type = files[0]?.type;
    return {
      verdict: 'not-a-recording',
      format: 'fit',
      what: (type !== undefined && FILE_TYPES[type]) || 'other',
    };
  }
  const begun = activities.filter(file => file.sessions.length > 0 || file.records.count > 0);
  const doubts: Doubt[] = [];
  if (begun.some(file => file.sessions.length === 0)) doubts.push('unfinished');
  if (activities.every(file => file.records.count === 0 && file.laps === 0)) doubts.push('no-records');
  const sessions = (begun.length > 0 ? begun : activities.slice(0, 1)).flatMap(sessionsOf);
  const device = activities.find(file => file.device)?.device;
  return { verdict: 'recording', recording: present({ format: 'fit' as const, sessions, device, doubts }) };
}

/** What a file_id and the messages behind it say. */
interface FitFile {
  identified: boolean;
  type?: number;
  createdSecs?: number;
  device?: Device;
  sessions: Session[];
  /** Sport where no session names one. */
  sport?: NamedSport | undefined;
  laps: number;
  records: Records;
}

type NamedSport = Pick<Session, 'sport' | 'sportName'>;

/** The files of a chain. Garmin's multisport watches go on in further parts without a file_id: one file in several. */
function filesOf(bytes: Uint8Array): FitFile[] {
  const files: FitFile[] = [];
  for (const part of partsOf(bytes)) {
    const file = readPart(bytes, part);
    const before = files.at(-1);
    if (file.identified) files.push(file);
    else if (before) append(before, file);
    else throw brokenFile(`no file_id message${part.where}`);
  }
  return files;
}

function readPart(bytes: Uint8Array, part: FitPart): FitFile {
  const file: FitFile = { identified: false, sessions: [], laps: 0, records: { count: 0 } };
  file.records = walk(bytes, part, message => {
    switch (message.layout.global) {
      case MESSAGE.fileId:
        if (!file.identified) Object.assign(file, identityOf(message));
        break;
      case MESSAGE.session:
        file.sessions.push(sessionOf(message));
        if (file.sessions.length > MAX_SESSIONS) throw brokenFile(`more than ${MAX_SESSIONS} sessions`);
        break;
      case MESSAGE.lap:
        file.laps++;
        file.sport ??= namedSport(message.number(25), message.number(39));
        break;
      case MESSAGE.sport:
        file.sport ??= namedSport(message.number(0), message.number(1));
        break;
      case MESSAGE.deviceInfo:
        if (message.number(0) === CREATOR) file.device = { ...creatorOf(message), ...file.device };
    }
  });
  return file;
}

function append(file: FitFile, part: FitFile): void {
  file.sessions.push(...part.sessions);
  file.laps += part.laps;
  file.sport ??= part.sport;
  file.records = { ...part.records, ...file.records, ...lastOf(part.records) };
  file.records.count += part.records.count;
}

function lastOf({ lastSecs, last }: Records): Partial<Records> {
  return present({ lastSecs, last });
}

/** `device_info.device_index` of the device that wrote the file; the others are its sensors. */
const CREATOR = 0;

function identityOf(message: FitMessage) {
  const serial = message.number(3);
  const device = present({
    manufacturer: manufacturerOf(message.number(1)),
    product: message.text(8) ?? message.number(2)?.toString(),
    serial: serial?.toString(),
  });
  return present({
    identified: true,
    type: message.number(0),
    createdSecs: message.number(4),
    device: Object.keys(device).length > 0 ? device : undefined,
  });
}

function creatorOf(message: FitMessage): Device {
  return present({
    manufacturer: manufacturerOf(message.number(2)),
    product: message.text(27) ?? message.number(4)?.toString(),
    serial: message.number(3)?.toString(),
  });
}

function manufacturerOf(number: number | undefined): string | undefined {
  return number === undefined ? undefined : (MANUFACTURERS[number] ?? `manufacturer ${number}`);
}

function sessionOf(message: FitMessage): Session {
  const elapsedMs = message.number(7) ?? message.number(8);
  const endMs = msOf(message.number(253));
  const distanceCm = message.number(9);
  return present({
    ...(namedSport(message.number(5), message.number(6)) ?? { sport: 'other' as const }),
    startMs: msOf(message.number(2)) ?? (endMs === undefined ? undefined : endMs - (elapsedMs ?? 0)),
    durationSecs: elapsedMs === undefined ? undefined : elapsedMs / 1000,
    distanceM: distanceCm === undefined ? undefined : distanceCm / 100,
  });
}

/** The file's sessions, or the one that its records make when the device died before it wrote any. */
function sessionsOf({ sessions, sport, records, createdSecs }: FitFile): Session[] {
  if (sessions.length > 0) return sessions;
  const { firstSecs, lastSecs, last } = records;
  const distanceCm = last?.number(5);
  return [
    present({
      ...(sport ?? { sport: 'other' as const }),
      startMs: msOf(firstSecs) ?? msOf(createdSecs),
      durationSecs:
        firstSecs === undefined || lastSecs === undefined ? undefined : Math.max(0, lastSecs - firstSecs),
      distanceM: distanceCm === undefined ? undefined : distanceCm / 100,
    }),
  ];
}

function namedSport(sport: number | undefined, subSport: number | undefined): NamedSport | undefined {
  if (sport === undefined) return undefined;
  const name = SPORTS[sport] ?? `sport ${sport}`;
  const subName = subSport === undefined ? undefined : SUB_SPORTS[subSport];
  const sportName = subName === undefined ? name : `${name}/${subName}`;
  return { sport: sportOf(sportName), sportName };
}

/** FIT's clock begins at the end of 1989; values below this one count seconds since the device was switched on. */
const FIRST_DATE_SECS = 0x10000000;
const FIT_EPOCH_SECS = 631_065_600;

function msOf(fitSecs: number | undefined): number | undefined {
  return fitSecs === undefined || fitSecs < FIRST_DATE_SECS ? undefined : (fitSecs + FIT_EPOCH_SECS) * 1000;
}
