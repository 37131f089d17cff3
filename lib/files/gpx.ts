import { parseIsoTime } from './iso-time.ts';
import { present } from './present.ts';
import type { NotARecording, Reading } from './recording.ts';
import { sportOf } from './sport.ts';
import type { XmlReader } from './xml.ts';

/**
 * What a GPX document is; the reader stands on its root. Only times make a track a recording: without them it is a
 * line to follow.
 * @throws {Problem} `broken-file` with the line in `detail`.
 */
export function readGpx(xml: XmlReader): Reading {
  const creator = xml.attribute('creator');
  const track: Track = { tracks: 0, routes: 0, distanceM: 0 };
  for (let event = xml.next(); event; event = xml.next()) {
    if (event === 'open') open(xml, track);
    else readFact(xml, track);
  }
  if (track.firstTime !== undefined) return recordingOf(track, creator);
  return { verdict: 'not-a-recording', format: 'gpx', what: planOf(track) };
}

interface Track {
  tracks: number;
  routes: number;
  /** Of the track. */
  name?: string | undefined;
  /** Of the document. */
  title?: string | undefined;
  sportName?: string | undefined;
  /** As written. */
  firstTime?: string | undefined;
  lastTime?: string | undefined;
  distanceM: number;
  /** The point before, within the same segment. */
  before?: Point | undefined;
}

interface Point {
  latitude: number;
  longitude: number;
}

function open(xml: XmlReader, track: Track): void {
  switch (xml.name) {
    case 'trkpt': {
      const point = { latitude: Number(xml.attribute('lat')), longitude: Number(xml.attribute('lon')) };
      const stepM = track.before ? distanceM(track.before, point) : 0;
      if (Number.isFinite(stepM)) track.distanceM += stepM;
      track.before = point;
      break;
    }
    case 'trkseg':
      track.before = undefined;
      break;
    case 'trk':
      track.tracks++;
      break;
    case 'rte':
      track.routes++;
  }
}

function readFact(xml: XmlReader, track: Track): void {
  switch (xml.name) {
    case 'time':
      if (xml.parent !== 'trkpt') break;
      track.lastTime = xml.text || track.lastTime;
      track.firstTime ??= track.lastTime;
      break;
    case 'type':
      if (xml.parent === 'trk') track.sportName ??= xml.text || undefined;
      break;
    case 'name':
      if (xml.parent === 'trk') track.name ??= xml.text || undefined;
      else if (xml.parent === 'metadata' || xml.parent === 'gpx') track.title ??= xml.text || undefined;
  }
}

function planOf({ tracks, routes }: Track): NotARecording {
  if (tracks > 0) return 'course';
  return routes > 0 ? 'route' : 'other';
}

function recordingOf(track: Track, creator: string | undefined): Reading {
  const start = parseIsoTime(track.firstTime);
  const end = parseIsoTime(track.lastTime);
  const { sportName, distanceM } = track;
  const session = present({
    sport: sportOf(sportName ?? ''),
    sportName,
    startMs: start?.ms,
    durationSecs: start && end && end.ms >= start.ms ? (end.ms - start.ms) / 1000 : undefined,
    distanceM,
  });
  return {
    verdict: 'recording',
    recording: present({
      format: 'gpx' as const,
      title: track.name ?? track.title,
      sessions: [session],
      device: creator ? { product: creator } : undefined,
      doubts: start?.hasZone === false ? ['no-zone' as const] : [],
    }),
  };
}

const EARTH_RADIUS_M = 6_371_009;
const RADIANS = Math.PI / 180;

/** Along a great circle (haversine). */
function distanceM(from: Point, to: Point): number {
  const north = Math.sin(((to.latitude - from.latitude) * RADIANS) / 2);
  const east = Math.sin(((to.longitude - from.longitude) * RADIANS) / 2);
  const parallels = Math.cos(from.latitude * RADIANS) * Math.cos(to.latitude * RADIANS);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(north * north + parallels * east * east)));
}
