import { brokenFile } from './faults.ts';
import { type IsoTime, parseIsoTime } from './iso-time.ts';
import { MAX_SESSIONS } from './limits.ts';
import { present } from './present.ts';
import type { Device, NotARecording, Reading, Session } from './recording.ts';
import { sportOf } from './sport.ts';
import type { XmlReader } from './xml.ts';

/**
 * What a TCX document is; the reader stands on its root.
 * @throws {Problem} `broken-file` with the line in `detail`.
 */
export function readTcx(xml: XmlReader): Reading {
  const activities: Activity[] = [];
  let device: Device | undefined;
  let what: NotARecording = 'other';
  for (let event = xml.next(); event; event = xml.next()) {
    const activity = activities.at(-1);
    if (event === 'close') {
      if (xml.parent === 'Creator') device = { ...device, ...creatorFact(xml) };
      else if (activity) readFact(xml, activity);
    } else if (xml.name === 'Activity') {
      activities.push({ sportName: xml.attribute('Sport'), laps: 0, points: 0 });
      if (activities.length > MAX_SESSIONS) throw brokenFile(`more than ${MAX_SESSIONS} activities`);
    } else if (xml.name === 'Lap' && activity) {
      activity.laps++;
      activity.lapStart ??= xml.attribute('StartTime');
    } else if (xml.name === 'Course' || xml.name === 'Workout') {
      what = xml.name === 'Course' ? 'course' : 'workout';
    }
  }
  const done = activities.filter(({ id, laps, points }) => laps > 0 || points > 0 || parseIsoTime(id));
  if (done.length === 0) return { verdict: 'not-a-recording', format: 'tcx', what };
  return recordingOf(done, device);
}

/** Texts as written; they are read when the document is known to be whole. */
interface Activity {
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

function readFact(xml: XmlReader, activity: Activity): void {
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
      if (xml.parent === 'Lap') activity.lapSecs = sum(activity.lapSecs, xml.text);
      break;
    case 'DistanceMeters':
      if (xml.parent === 'Lap') activity.distanceM = sum(activity.distanceM, xml.text);
  }
}

function sum(total: number | undefined, text: string): number {
  const value = Number(text);
  return (total ?? 0) + (Number.isFinite(value) ? value : 0);
}

const CREATOR_FACTS: Readonly<Record<string, keyof Device>> = { Name: 'product', UnitId: 'serial' };

function creatorFact(xml: XmlReader): Device {
  const fact = CREATOR_FACTS[xml.name];
  return fact && xml.text !== '' && xml.text !== '0' ? { [fact]: xml.text } : {};
}

function recordingOf(activities: readonly Activity[], device: Device | undefined): Reading {
  const starts = activities.map(startOf);
  const isUnzoned = starts.some(start => start?.hasZone === false);
  const isEmpty = activities.every(({ laps, points }) => laps === 0 && points === 0);
  return {
    verdict: 'recording',
    recording: present({
      format: 'tcx' as const,
      sessions: activities.map((activity, index) => sessionOf(activity, starts[index])),
      device,
      doubts: [...(isUnzoned ? ['no-zone' as const] : []), ...(isEmpty ? ['no-records' as const] : [])],
    }),
  };
}

/** The id is the start by definition; some programs write another text there. */
function startOf({ id, lapStart, firstTime }: Activity): IsoTime | undefined {
  return parseIsoTime(id) ?? parseIsoTime(lapStart) ?? parseIsoTime(firstTime);
}

function sessionOf(
  { sportName, firstTime, lastTime, lapSecs, distanceM }: Activity,
  start?: IsoTime,
): Session {
  const first = start ?? parseIsoTime(firstTime);
  const last = parseIsoTime(lastTime);
  // Laps leave pauses out; from the first to the last point they are in.
  const elapsedSecs = first && last && last.ms > first.ms ? (last.ms - first.ms) / 1000 : undefined;
  return present({
    sport: sportOf(sportName ?? ''),
    sportName,
    startMs: start?.ms,
    durationSecs: elapsedSecs ?? lapSecs,
    distanceM,
  });
}
