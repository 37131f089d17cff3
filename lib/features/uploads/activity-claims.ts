import { toPlainActivityId } from '../../formats/garmin-id.ts';
import type { RecordedSession, Recording, RecordingDevice } from '../../formats/recordings/recording.ts';
import type { Activity } from '../../services/intervals/activity.ts';
import type { ActivityClaims } from './sameness-evidence.ts';

/** What Intervals.icu says about an activity. */
export function toActivityClaims({ id, startMs, elapsedSecs, distanceM, sport, device, externalId }: Activity) {
  // Of activities that are not its own, Intervals.icu may use the id of their source.
  const ids = [externalId, /^\d+$/.test(id) ? id : undefined].flatMap(one => (one ? toPlainActivityId(one) : []));
  const claims: ActivityClaims = {
    sport,
    ids,
    ...(startMs !== undefined && { startMs }),
    ...(elapsedSecs !== undefined && { durationSecs: elapsedSecs }),
    ...(distanceM !== undefined && { distanceM }),
    ...(device !== undefined && { device }),
  };
  return claims;
}

/** The start, or what is nearest to it; undefined if not even the day is known. */
export function getApproximateStart({ startMs, localMs, day, utcDay }: Activity): number | undefined {
  const known = startMs ?? localMs ?? Date.parse(day ?? utcDay ?? '');
  return Number.isNaN(known) ? undefined : known;
}

/** The change between two sports of a multisport day, which Intervals.icu may leave out. */
export const isTransition = ({ sportName = '' }: RecordedSession): boolean => /^transition/i.test(sportName);

/** What a recording says about one of its sessions; `externalId` is the id that it is known by. */
export function toSessionClaims(
  { sport, startMs, durationSecs, distanceM }: RecordedSession,
  { device }: Pick<Recording, 'device'> = {},
  externalId?: string,
): ActivityClaims {
  const deviceName = toDeviceName(device);
  return {
    sport,
    ...(startMs !== undefined && { startMs }),
    ...(durationSecs !== undefined && { durationSecs }),
    ...(distanceM !== undefined && { distanceM }),
    ...(deviceName && { device: deviceName }),
    ...(externalId !== undefined && { ids: [toPlainActivityId(externalId)] }),
  };
}

/** "Garmin Edge 530", or with the number of the product; empty if nothing is known. */
export const toDeviceName = (device: RecordingDevice | undefined): string =>
  [device?.manufacturer, device?.product].filter(Boolean).join(' ');
