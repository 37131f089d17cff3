/**
 * Garmin Connect's id of the activity, by the name of a file that Garmin Connect hands out; browsers may add " (1)". `times` are
 * those at which the recording began and at which the file may have been saved.
 */
export function findGarminId(name: string, times: number[]): string | undefined {
  const match = /^(?:(\d+)_ACTIVITY|activity_(\d+))(?: ?\(\d+\))?\.(?:fit|tcx|gpx)$/i.exec(name);
  return onlyGarminId(match?.[1] ?? match?.[2], times);
}

/** The same by the name of an archive of one file. */
export function findGarminIdOfArchive(name: string, times: number[]): string | undefined {
  return onlyGarminId(/^(\d+)(?: ?\(\d+\))?\.zip$/i.exec(name)?.[1], times);
}

/**
 * An activity's id without what programs add to it. Garmin's sync sends `123`, files that were dropped on Intervals.icu are known
 * by their name, and another program writes `garmin:123` (seen 2026-11).
 */
export function toPlainActivityId(id: string): string {
  const trimmed = id.trim();
  const digits = /^(?:garmin:|activity_)?(\d{5,})(?:_ACTIVITY)?(?: ?\(\d+\))?(?:\.(?:fit|tcx|gpx|zip)(?:\.gz)?)?$/i;
  return digits.exec(trimmed)?.[1] ?? trimmed;
}

/**
 * Garmin's ids have eleven digits today (2026-11) and have had ten or more since 2016. Shorter and longer numbers are dates, and
 * so are some of these.
 */
function onlyGarminId(digits: string | undefined, times: number[]): string | undefined {
  if (digits === undefined || !/^[1-9]\d{9,11}$/.test(digits)) return undefined;
  return DATES_WITH_TIME.some(pattern => pattern.test(digits)) || isNearTime(digits, times) ? undefined : digits;
}

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const HOUR_AND_MINUTE = '(?:[01]\\d|2[0-3])[0-5]\\d';

/** A date with hours, or with hours and minutes, and one of six digits with seconds. */
const DATES_WITH_TIME = [
  `(?:19|20)\\d\\d${MONTH}${DAY}(?:[01]\\d|2[0-3])(?:[0-5]\\d)?`,
  `(?:\\d\\d${MONTH}${DAY}|${DAY}${MONTH}\\d\\d|${MONTH}${DAY}\\d\\d)${HOUR_AND_MINUTE}[0-5]\\d`,
  `(?:${DAY}${MONTH}|${MONTH}${DAY})(?:19|20)\\d\\d${HOUR_AND_MINUTE}`,
].map(pattern => new RegExp(`^${pattern}$`));

/** How programs begin a name with a date. */
const DATE_PREFIXES = [
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)/,
  /^(?<year>\d\d)(?<month>\d\d)(?<day>\d\d)/,
  /^(?<day>\d\d)(?<month>\d\d)(?<year>\d{4})/,
  /^(?<month>\d\d)(?<day>\d\d)(?<year>\d{4})/,
];

const NEAR_MS = 2 * 86_400_000;

/** Whether the digits begin with the date of one of the times, or are the seconds of one since 1970. */
function isNearTime(digits: string, times: number[]): boolean {
  const readings = [1000 * Number(digits), ...DATE_PREFIXES.map(pattern => readDate(digits, pattern))];
  return times.some(time => readings.some(reading => Math.abs(reading - time) <= NEAR_MS));
}

function readDate(digits: string, pattern: RegExp): number {
  const { year, month, day } = pattern.exec(digits)?.groups ?? {};
  return year === undefined ? Number.NaN : Date.parse(`${year.padStart(4, '20')}-${month}-${day}`);
}
