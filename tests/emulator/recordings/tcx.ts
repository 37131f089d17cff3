import { NotARecording, type RecordedActivity } from './recording.ts';
import { typeOfWord } from './sports.ts';
import { readTime, readXml } from './xml.ts';

/** Every `<Activity>` of a TCX file; its laps are added up. */
export function readTcx(bytes: Uint8Array): RecordedActivity[] {
  const found: Found[] = [];
  let current: Found | undefined;
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'Activity') current = { sport: attributes.Sport, seconds: 0, distance: 0 };
      if (name === 'Lap' && current) current.start ??= attributes.StartTime;
    },
    close(name, text, parent) {
      if (!current) return;
      if (name === 'Id' && parent === 'Activity') current.start ??= text;
      if (name === 'TotalTimeSeconds' && parent === 'Lap') current.seconds += Number(text);
      if (name === 'DistanceMeters' && parent === 'Lap') current.distance += Number(text);
      if (name === 'Name' && parent === 'Creator') current.deviceName = text;
      if (name !== 'Activity') return;
      found.push(current);
      current = undefined;
    },
  });
  if (found.length === 0) throw new NotARecording('The TCX file has no activities');
  return found.map(({ sport, start, seconds, distance, deviceName }) => ({
    startDate: start === undefined ? undefined : readTime(start),
    type: typeOfWord(sport),
    elapsedTime: seconds,
    movingTime: seconds,
    distance,
    deviceName,
  }));
}

interface Found {
  readonly sport: string | undefined;
  start?: string | undefined;
  seconds: number;
  distance: number;
  deviceName?: string;
}
