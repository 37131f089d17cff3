import { NotARecording, type RecordedActivity } from './recording.ts';
import { typeOfWord } from './sports.ts';
import { readTime, readXml } from './xml.ts';

/** A GPX file is one activity, however many tracks and segments it has. */
export function readGpx(bytes: Uint8Array): RecordedActivity[] {
  const times: number[] = [];
  let type: string | undefined;
  let distance = 0;
  let previous: Position | undefined;
  readXml(bytes, {
    open(name, { lat, lon }) {
      if (name === 'trkseg') previous = undefined;
      if (name !== 'trkpt') return;
      const position = { lat: Number(lat), lon: Number(lon) };
      if (previous) distance += metresBetween(previous, position);
      previous = position;
    },
    close(name, text, parent) {
      if (name === 'time' && parent === 'trkpt') times.push(readTime(text).getTime());
      if (name === 'type' && parent === 'trk') type ??= text;
    },
  });
  const start = times[0];
  if (start === undefined) throw new NotARecording('The GPX file has no points with a time');
  const seconds = Math.round(((times.at(-1) ?? start) - start) / 1000);
  return [
    {
      startDate: new Date(start),
      type: typeOfWord(type),
      elapsedTime: seconds,
      movingTime: seconds,
      distance,
    },
  ];
}

/** Along the great circle, on a round earth: good to half a percent. */
function metresBetween(from: Position, to: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const halfLat = Math.sin(radians(to.lat - from.lat) / 2);
  const halfLon = Math.sin(radians(to.lon - from.lon) / 2);
  const square = halfLat ** 2 + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * halfLon ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(square)));
}

interface Position {
  readonly lat: number;
  readonly lon: number;
}
