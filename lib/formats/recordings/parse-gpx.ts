import { omitUndefined } from '../../platform/omit-undefined.ts';
import { parseSport } from '../sport.ts';
import { parseIsoTime } from '../xml/iso-time.ts';
import type { XmlReader } from '../xml/xml-reader.ts';
import type { NonRecordingKind, ParsedFile } from './recording.ts';

/**
 * What a GPX document is; the reader is at its root. A track is a recording only if it has times, otherwise a course.
 * @throws {Problem} `broken-file` with the line in `detail`.
 */
export function parseGpx(xml: XmlReader): ParsedFile {
  const creator = xml.getAttribute('creator');
  const track: GpxSummary = { tracks: 0, routes: 0, distanceM: 0 };
  for (let event = xml.next(); event; event = xml.next()) {
    if (event === 'open') readOpenTag(xml, track);
    else readCloseTag(xml, track);
  }
  if (track.firstTime !== undefined) return toParsedRecording(track, creator);
  return { verdict: 'not-a-recording', format: 'gpx', fileKind: getFileKind(track) };
}

interface GpxSummary {
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
  previousPoint?: Point | undefined;
}

interface Point {
  latitude: number;
  longitude: number;
}

function readOpenTag(xml: XmlReader, track: GpxSummary): void {
  switch (xml.name) {
    case 'trkpt': {
      const point = { latitude: Number(xml.getAttribute('lat')), longitude: Number(xml.getAttribute('lon')) };
      const stepM = track.previousPoint ? distanceM(track.previousPoint, point) : 0;
      if (Number.isFinite(stepM)) track.distanceM += stepM;
      track.previousPoint = point;
      break;
    }
    case 'trkseg':
      track.previousPoint = undefined;
      break;
    case 'trk':
      track.tracks++;
      break;
    case 'rte':
      track.routes++;
  }
}

function readCloseTag(xml: XmlReader, track: GpxSummary): void {
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

function getFileKind({ tracks, routes }: GpxSummary): NonRecordingKind {
  if (tracks > 0) return 'course';
  return routes > 0 ? 'route' : 'other';
}

function toParsedRecording(track: GpxSummary, creator: string | undefined): ParsedFile {
  const start = parseIsoTime(track.firstTime);
  const end = parseIsoTime(track.lastTime);
  const { sportName, distanceM } = track;
  const session = omitUndefined({
    sport: parseSport(sportName ?? ''),
    sportName,
    startMs: start?.ms,
    durationSecs: start && end && end.ms >= start.ms ? (end.ms - start.ms) / 1000 : undefined,
    distanceM,
  });
  return {
    verdict: 'recording',
    recording: omitUndefined({
      format: 'gpx' as const,
      title: track.name ?? track.title,
      sessions: [session],
      device: creator ? { product: creator } : undefined,
      warnings: start?.hasZone === false ? ['no-zone' as const] : [],
    }),
  };
}

const EARTH_RADIUS_M = 6_371_009;
const RADIANS = Math.PI / 180;

/** Distance along a great circle (haversine). */
function distanceM(from: Point, to: Point): number {
  const north = Math.sin(((to.latitude - from.latitude) * RADIANS) / 2);
  const east = Math.sin(((to.longitude - from.longitude) * RADIANS) / 2);
  const parallels = Math.cos(from.latitude * RADIANS) * Math.cos(to.latitude * RADIANS);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(north * north + parallels * east * east)));
}
