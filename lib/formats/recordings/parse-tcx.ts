import { omitUndefined } from '../../platform/omit-undefined.ts';
import { MAX_SESSIONS } from '../file-limits.ts';
import { brokenFile } from '../file-problems.ts';
import { parseSport } from '../sport.ts';
import { type IsoTime, parseIsoTime } from '../xml/iso-time.ts';
import type { XmlReader } from '../xml/xml-reader.ts';
import type { NonRecordingKind, ParsedFile, RecordedSession, RecordingDevice } from './recording.ts';

/**
 * What a TCX document is; the reader is at its root.
 * @throws {Problem} `broken-file` with the line in `detail`.
 */
export function parseTcx(xml: XmlReader): ParsedFile {
  const activities: TcxActivity[] = [];
  let device: RecordingDevice | undefined;
  let fileKind: NonRecordingKind = 'other';
  for (let event = xml.next(); event; event = xml.next()) {
    const activity = activities.at(-1);
    if (event === 'close') {
      if (xml.parent === 'Creator') device = { ...device, ...readDeviceField(xml) };
      else if (activity) readCloseTag(xml, activity);
    } else if (xml.name === 'Activity') {
      activities.push({ sportName: xml.getAttribute('Sport'), laps: 0, points: 0 });
      if (activities.length > MAX_SESSIONS) throw brokenFile(`more than ${MAX_SESSIONS} activities`);
    } else if (xml.name === 'Lap' && activity) {
      activity.laps++;
      activity.lapStart ??= xml.getAttribute('StartTime');
    } else if (xml.name === 'Course' || xml.name === 'Workout') {
      fileKind = xml.name === 'Course' ? 'course' : 'workout';
    }
  }
  const recorded = activities.filter(({ id, laps, points }) => laps > 0 || points > 0 || parseIsoTime(id));
  if (recorded.length === 0) return { verdict: 'not-a-recording', format: 'tcx', fileKind };
  return toParsedRecording(recorded, device);
}

/** Texts as written; they are parsed when the whole document was read. */
interface TcxActivity {
  sportName: string | undefined;
  id?: string;
  laps: number;
  points: number;
  lapStart?: string | undefined;
  firstTime?: string;
  lastTime?: string;
  lapSecs?: number;
  distanceM?: number;
}

function readCloseTag(xml: XmlReader, activity: TcxActivity): void {
  switch (xml.name) {
    case 'Trackpoint':
      activity.points++;
      break;
    case 'Time':
      if (xml.parent !== 'Trackpoint') break;
      activity.lastTime = xml.text;
      activity.firstTime ??= activity.lastTime;
      break;
    case 'Id':
      if (xml.parent === 'Activity') activity.id = xml.text;
      break;
    case 'TotalTimeSeconds':
      if (xml.parent === 'Lap') activity.lapSecs = addNumber(activity.lapSecs, xml.text);
      break;
    case 'DistanceMeters':
      if (xml.parent === 'Lap') activity.distanceM = addNumber(activity.distanceM, xml.text);
  }
}

function addNumber(total: number | undefined, text: string): number {
  const value = Number(text);
  return (total ?? 0) + (Number.isFinite(value) ? value : 0);
}

const DEVICE_FIELDS: Readonly<Record<string, keyof RecordingDevice>> = { Name: 'product', UnitId: 'serial' };

function readDeviceField(xml: XmlReader): RecordingDevice {
  const field = DEVICE_FIELDS[xml.name];
  return field && xml.text !== '' && xml.text !== '0' ? { [field]: xml.text } : {};
}

function toParsedRecording(activities: readonly TcxActivity[], device: RecordingDevice | undefined): ParsedFile {
  const starts = activities.map(getStart);
  const isUnzoned = starts.some(start => start?.hasZone === false);
  const isEmpty = activities.every(({ laps, points }) => laps === 0 && points === 0);
  return {
    verdict: 'recording',
    recording: omitUndefined({
      format: 'tcx' as const,
      sessions: activities.map((activity, index) => toSession(activity, starts[index])),
      device,
      warnings: [...(isUnzoned ? ['no-zone' as const] : []), ...(isEmpty ? ['no-records' as const] : [])],
    }),
  };
}

/** The id is the start by definition, but some programs write another text there. */
function getStart({ id, lapStart, firstTime }: TcxActivity): IsoTime | undefined {
  return parseIsoTime(id) ?? parseIsoTime(lapStart) ?? parseIsoTime(firstTime);
}

function toSession(
  { sportName, firstTime, lastTime, lapSecs, distanceM }: TcxActivity,
  start?: IsoTime,
): RecordedSession {
  const first = start ?? parseIsoTime(firstTime);
  const last = parseIsoTime(lastTime);
  // The time from the first to the last point includes pauses; laps do not.
  const elapsedSecs = first && last && last.ms > first.ms ? (last.ms - first.ms) / 1000 : undefined;
  return omitUndefined({
    sport: parseSport(sportName ?? ''),
    sportName,
    startMs: start?.ms,
    durationSecs: elapsedSecs ?? lapSecs,
    distanceM,
  });
}
