import { omitUndefined } from '../../platform/omit-undefined.ts';
import { parseSport } from '../sport.ts';
import { parseIsoTime } from '../xml/iso-time.ts';
import type { XmlReader } from '../xml/xml-reader.ts';
import { PointTimes } from './recorded-times.ts';
import type { NonRecordingKind, ParsedFile, RecordingWarning } from './recording.ts';

/**
 * What a GPX document is; the reader is at its root. A track is a recording only if it has times, otherwise a course.
 * @param now ms since the epoch
 * @throws {Problem} `broken-file` with the line in `detail`.
 */
export function parseGpx(xml: XmlReader, now: number): ParsedFile {
  const creator = xml.getAttribute('creator');
  const track: GpxSummary = { tracks: 0, routes: 0, points: 0, times: new PointTimes(), isTimed: false, distanceM: 0 };
  for (let event = xml.next(); event; event = xml.next()) {
    if (event === 'open') readOpenTag(xml, track);
    else readCloseTag(xml, track);
  }
  if (track.isTimed) return toParsedRecording(track, creator, now);
  return { verdict: 'not-a-recording', format: 'gpx', fileKind: getFileKind(track) };
}

interface GpxSummary {
  tracks: number;
  routes: number;
  points: number;
  times: PointTimes;
  /** Whether a point has a time, readable or not. */
  isTimed: boolean;
  /** Of the document: when it was written, as written. */
  writtenTime?: string | undefined;
  /** Of the track. */
  name?: string | undefined;
  /** Of the document. */
  title?: string | undefined;
  sportName?: string | undefined;
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
      track.points++;
      const point = { latitude: Number(xml.getAttribute('lat')), longitude: Number(xml.getAttribute('lon')) };
      const stepM = track.previousPoint ? distanceM(track.previousPoint, point) : 0;
      if (Number.isFinite(stepM)) track.distanceM += stepM;
      track.previousPoint = point;
      break;
    }
    case 'trkseg':
      track.times.startTrack();
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
      if (xml.parent === 'trkpt') addTime(track, xml.text);
      else if (xml.parent === 'metadata' || xml.parent === 'gpx') track.writtenTime ??= xml.text;
      break;
    case 'type':
      if (xml.parent === 'trk') track.sportName ??= xml.text || undefined;
      break;
    case 'name':
      if (xml.parent === 'trk') track.name ??= xml.text || undefined;
      else if (xml.parent === 'metadata' || xml.parent === 'gpx') track.title ??= xml.text || undefined;
  }
}

function addTime(track: GpxSummary, text: string): void {
  if (text === '') return;
  track.isTimed = true;
  track.times.add(text);
}

function getFileKind({ tracks, routes, points }: GpxSummary): NonRecordingKind {
  // Programs export an activity without positions, such as an indoor ride, as a track without points.
  if (tracks > 0 && (points > 0 || routes === 0)) return points > 0 ? 'course' : 'empty-track';
  return routes > 0 ? 'route' : 'other';
}

function toParsedRecording(track: GpxSummary, creator: string | undefined, now: number): ParsedFile {
  const { firstMs, durationSecs, otherStarts, areEqual } = track.times.summarize(now);
  const { sportName, distanceM } = track;
  const warnings: RecordingWarning[] = [];
  if (otherStarts.length > 0) warnings.push('odd-times');
  if (areEqual) warnings.push('equal-times');
  if (track.times.isUnzoned) warnings.push('no-zone');
  const writtenMs = firstMs === undefined ? parseIsoTime(track.writtenTime)?.ms : undefined;
  return {
    verdict: 'recording',
    recording: omitUndefined({
      format: 'gpx' as const,
      title: track.name ?? track.title,
      sessions: [
        omitUndefined({ sport: parseSport(sportName ?? ''), sportName, startMs: firstMs, durationSecs, distanceM }),
      ],
      possibleStarts: writtenMs === undefined ? otherStarts : [...otherStarts, writtenMs],
      device: creator ? { product: creator } : undefined,
      warnings,
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
