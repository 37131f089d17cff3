import type { Recording, Session } from '../files/recording.ts';
import type { Activity } from '../intervals/activity.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../time.ts';
import type { Likeness, Match, Upload } from './upload.ts';

/** Two starts of the same recording differ by the rounding of their formats, no more. */
export const SAME_START_MS = 2 * SECOND;

/** The most that a zone's clock is from UTC, and the step in which zones differ. */
const WIDEST_SLIP_MS = 14 * HOUR;
const ZONE_STEP_MS = 15 * MINUTE;

/** How far around a recording's start an activity may lie and still be the same one, whatever zone its day is in. */
export const NEAR_MS = 2 * DAY;

/** An exact likeness is the same recording beyond doubt; a possible one is a question to the person. */
export const isExact = (likeness: Likeness): boolean =>
  likeness === 'same-file' || likeness === 'same-id' || likeness === 'same-activity';

/** What is compared with activities on Intervals.icu: a recording on its way, or a row of a site's own list. */
export interface Subject {
  sessions: Session[];
  externalId?: string;
  /** The ids of activities that it is known to be. */
  known?: string[];
}

/** How an activity resembles a subject, as surely as can be said; undefined where it does not. */
export const likenessOf = (subject: Subject, activity: Activity): Likeness | undefined =>
  TESTS.find(([, find]) => find([activity], subject))?.[0];

/**
 * The activity that this upload most resembles among those that are there, surest likeness first; undefined where none does.
 * Strava's stubs never count: sending the original turns one into a full activity.
 */
export function findLike(upload: Upload, activities: Activity[]): Match | undefined {
  const real = activities.filter(({ stravaStub }) => !stravaStub);
  const subject = subjectOf(upload);
  for (const [likeness, find] of TESTS) {
    const activity = find(real, subject);
    if (activity) return matchOf(activity, likeness);
  }
  return undefined;
}

/** The ids of the activities around a recording. */
export function idsNear(upload: Upload, activities: Activity[]): string[] {
  const starts = startsOf(upload.recording);
  return activities
    .filter(({ startMs }) => starts.some(start => Math.abs((startMs ?? start) - start) <= NEAR_MS))
    .map(({ id }) => id);
}

export const startsOf = (recording: Recording | undefined): number[] =>
  recording?.sessions.flatMap(({ startMs }) => startMs ?? []) ?? [];

const subjectOf = ({ recording, activities, externalId }: Upload): Subject => ({
  sessions: recording?.sessions ?? [],
  known: activities.map(({ id }) => id),
  ...(externalId !== undefined && { externalId }),
});

/** The first of the activities that passes for the subject, if any does. */
type Test = (activities: Activity[], subject: Subject) => Activity | undefined;
type Fits = (activity: Activity, session: Session) => boolean;

const TESTS: [Likeness, Test][] = [
  ['same-file', allKnown],
  [
    'same-id',
    (activities, subject) =>
      activities.find(({ externalId }) => externalId !== undefined && externalId === subject.externalId),
  ],
  [
    'same-activity',
    everySession(
      (activity, session) => startsTogether(activity, session) && measuresAgree(activity, session, ROUNDED),
    ),
  ],
  ['same-start', anySession(startsTogether)],
  ['time-zone-slip', anySession(slipped)],
];

/** What these bytes are known to be, as long as all of it is there. */
function allKnown(activities: Activity[], { known = [] }: Subject): Activity | undefined {
  const found = known.map(id => activities.find(activity => activity.id === id));
  return found.every(Boolean) ? found[0] : undefined;
}

/** A triathlon of which only the run is there would lose its swim and its ride if it passed for that run. */
function everySession(fits: Fits): Test {
  return (activities, { sessions }) => {
    const legs = sessions.filter(({ sportName = '' }) => !/^transition/i.test(sportName));
    const found = legs.map(leg => activities.find(both(leg, fits)));
    return found.every(Boolean) ? found[0] : undefined;
  };
}

function anySession(fits: Fits): Test {
  return (activities, { sessions }) =>
    activities.find(activity => sessions.some(session => both(session, fits)(activity)));
}

const both =
  (session: Session, fits: Fits) =>
  (activity: Activity): boolean =>
    compatible(activity, session) && fits(activity, session);

/** Programs disagree about "other" and about unknown sports; a ride is never a run. */
const compatible = (activity: Activity, session: Session): boolean =>
  activity.sport === session.sport || activity.sport === 'other' || session.sport === 'other';

function startsTogether(activity: Activity, session: Session): boolean {
  return gapMs(activity, session) <= SAME_START_MS;
}

/**
 * One start in two hundred is whole quarters of an hour from another by chance, and a commute is always as far. So both
 * durations must be known and agree; indoors, where no distance is known, they alone decide.
 */
function slipped(activity: Activity, session: Session): boolean {
  const isTimed = isKnown(activity.elapsedSecs, session.durationSecs);
  return isTimed && isSlip(gapMs(activity, session)) && measuresAgree(activity, session, CLOCK_OFF);
}

/** Apart by whole steps of time zones: local time was taken for UTC, or the reverse. No zone is more than 14 h from UTC. */
export function isSlip(gap: number): boolean {
  const offStep = gap % ZONE_STEP_MS;
  const isWholeStep = Math.min(offStep, ZONE_STEP_MS - offStep) <= SAME_START_MS;
  return isWholeStep && gap > SAME_START_MS && gap <= WIDEST_SLIP_MS;
}

const gapMs = (activity: Activity, session: Session): number =>
  activity.startMs === undefined || session.startMs === undefined
    ? Number.POSITIVE_INFINITY
    : Math.abs(activity.startMs - session.startMs);

/** How far two programs' measures of one recording may lie apart: so much at least, and that share of them. */
interface Slack {
  secs: [atLeast: number, share: number];
  metres: [atLeast: number, share: number];
}

/** Programs round, smooth and cut pauses differently. */
const ROUNDED: Slack = { secs: [5, 0.01], metres: [20, 0.01] };

/** Only a clock is off; the distance may have been measured by another program. */
const CLOCK_OFF: Slack = { secs: [2, 0.001], metres: [5, 0.005] };

/** Nothing but the rounding of formats. */
const EQUAL: Slack = { secs: [2, 0.001], metres: [5, 0.001] };

/** Whether both were measured in both ways, with the same result: that leaves no room for chance. */
export const isMeasuredEqual = (activity: Activity, session: Session): boolean =>
  isKnown(activity.elapsedSecs, session.durationSecs) &&
  isKnown(activity.distanceM, session.distanceM) &&
  measuresAgree(activity, session, EQUAL);

const isKnown = (a = 0, b = 0): boolean => a > 0 && b > 0;

/** Duration and distance agree, as far as both sides know them; one of them must be known. */
function measuresAgree(activity: Activity, session: Session, { secs, metres }: Slack): boolean {
  const pairs: [number | undefined, number | undefined, Slack['secs']][] = [
    [activity.elapsedSecs, session.durationSecs, secs],
    [activity.distanceM, session.distanceM, metres],
  ];
  const known = pairs.filter(([a, b]) => a !== undefined && b !== undefined && a + b > 0);
  return (
    known.length > 0 &&
    known.every(([a = 0, b = 0, [atLeast, share]]) => Math.abs(a - b) <= Math.max(atLeast, share * b))
  );
}

const matchOf = ({ id, name, startMs }: Activity, likeness: Likeness): Match => ({
  id,
  likeness,
  ...(name && { name }),
  ...(startMs !== undefined && { startMs }),
});
