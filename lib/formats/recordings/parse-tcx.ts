import { omitUndefined } from '../../platform/omit-undefined.ts';
import { MAX_SESSIONS } from '../file-limits.ts';
import { brokenFile } from '../file-problems.ts';
import { parseSport } from '../sport.ts';
import { parseIsoTime } from '../xml/iso-time.ts';
import type { XmlReader } from '../xml/xml-reader.ts';
import { isPlausibleTime, OLDEST_DATE_MS, PointTimes } from './recorded-times.ts';
import type { NonRecordingKind, ParsedFile, RecordedSession, RecordingDevice, RecordingWarning } from './recording.ts';

/**
 * What a TCX document is; the reader is at its root.
 * @param now ms since the epoch
 * @throws {Problem} `broken-file` with the line in `detail`.
 */
export function parseTcx(xml: XmlReader, now: number): ParsedFile {
  const activities: TcxActivity[] = [];
  let device: RecordingDevice | undefined;
  let fileKind: NonRecordingKind = 'other';
  for (let event = xml.next(); event; event = xml.next()) {
    const activity = activities.at(-1);
    if (event === 'close') {
      if (xml.parent === 'Creator') device = { ...device, ...readDeviceField(xml) };
      else if (activity) readCloseTag(xml, activity);
    } else if (xml.name === 'Activity') {
      activities.push({ sportName: xml.getAttribute('Sport'), laps: 0, points: 0, times: new PointTimes() });
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
  return toParsedRecording(recorded, device, now);
}

/** Id and start as written; they are parsed when the whole document was read. */
interface TcxActivity {
  sportName: string | undefined;
  id?: string;
  laps: number;
  points: number;
  lapStart?: string | undefined;
  times: PointTimes;
  lapSecs?: number;
  distanceM?: number;
}

function readCloseTag(xml: XmlReader, activity: TcxActivity): void {
  switch (xml.name) {
    case 'Trackpoint':
      activity.points++;
      break;
    case 'Time':
      if (xml.parent === 'Trackpoint') activity.times.add(xml.text);
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

function toParsedRecording(
  activities: readonly TcxActivity[],
  device: RecordingDevice | undefined,
  now: number,
): ParsedFile {
  const facts = activities.map(activity => readFacts(activity, now));
  const isEmpty = activities.every(({ laps, points }) => laps === 0 && points === 0);
  const warnings = new Set<RecordingWarning>(facts.flatMap(fact => fact.warnings));
  if (isEmpty) warnings.add('no-records');
  return {
    verdict: 'recording',
    recording: omitUndefined({
      format: 'tcx' as const,
      sessions: facts.map(({ session }) => session),
      possibleStarts: facts.flatMap(({ possibleStarts }) => possibleStarts),
      device,
      warnings: [...warnings],
    }),
  };
}

interface ActivityTimes {
  session: RecordedSession;
  possibleStarts: number[];
  warnings: RecordingWarning[];
}

/** The first point may come some minutes late: there was no position yet. */
const LATE_POINT_MS = 5 * 60_000;

/**
 * The id is the start by definition, but some programs write another text there, or the time of saving. So the points
 * decide where they differ by more than some minutes.
 */
function readFacts(activity: TcxActivity, now: number): ActivityTimes {
  const { sportName, lapSecs, distanceM, times } = activity;
  const points = times.summarize(now);
  const [id, lapStart] = [activity.id, activity.lapStart].map(text => parseIsoTime(text));
  const endMs = points.lastMs ?? (lapStart && lapStart.ms + (lapSecs ?? 0) * 1000);
  const isAtEnd = (ms: number) => endMs !== undefined && Math.abs(ms - endMs) <= LATE_POINT_MS;
  const isSaved = points.lastMs === undefined && id && lapStart && isAtEnd(id.ms) && !isAtEnd(lapStart.ms);
  const stated = (isSaved ? [lapStart, id] : [id, lapStart])
    .filter(time => time !== undefined)
    .filter(({ ms }) => ms >= OLDEST_DATE_MS);
  const firstMs = isPlausibleTime(points.firstMs, now) ? points.firstMs : undefined;
  const isNearPoints = (ms: number) => firstMs === undefined || Math.abs(ms - firstMs) <= LATE_POINT_MS;
  // Without points, a start in the future is better than none: it is a doubt.
  const believed =
    stated.find(({ ms }) => isPlausibleTime(ms, now) && isNearPoints(ms)) ??
    (firstMs === undefined ? stated[0] : undefined);
  const startMs = believed?.ms ?? points.firstMs;
  const isElsewhere = (ms: number) => startMs === undefined || Math.abs(ms - startMs) > LATE_POINT_MS;
  const differing = stated.map(({ ms }) => ms).filter(isElsewhere);
  const isUnzoned = believed ? !believed.hasZone : times.isUnzoned;
  const session = omitUndefined({
    sport: parseSport(sportName ?? ''),
    sportName,
    startMs,
    // The time from the first to the last point includes pauses; laps do not.
    durationSecs: points.durationSecs || lapSecs,
    distanceM,
  });
  const isOdd = points.otherStarts.length > 0 || differing.some(ms => isPlausibleTime(ms, now) && !isAtEnd(ms));
  return {
    session,
    possibleStarts: [...differing, ...points.otherStarts],
    warnings: [
      ...(isOdd ? ['odd-times' as const] : []),
      ...(points.areEqual && !lapSecs ? ['equal-times' as const] : []),
      ...(isUnzoned ? ['no-zone' as const] : []),
    ],
  };
}
