/** A time as XML writes it. */
export interface IsoTime {
  /** Ms since the epoch; a time without a zone is read as UTC. */
  ms: number;
  hasZone: boolean;
}

/**
 * Parses a date with a time in the forms of ISO 8601 ("2026-03-01T07:00:00.5+01:00", "20260301T0700Z", "…,5+01"), and
 * as programs write it beside the standard: with a blank for the T, with slashes or dots, with numbers of one digit, with the
 * digits of Arabic or Persian, with the name of the zone behind it (RFC 9557).
 * Undefined for anything else, a date without a time included.
 */
export function parseIsoTime(text: string | undefined): IsoTime | undefined {
  if (text === undefined || text.length > MAX_LENGTH) return undefined;
  const plain = toAsciiDigits(text);
  const groups = (EXTENDED.exec(plain) ?? BASIC.exec(plain))?.groups;
  if (!groups) return undefined;
  const { year, month, day, hour, minute, second = 0, fraction = '', zone } = groups;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // A day that the month does not have is carried over into the next month.
  if (Number(month) < 1 || Number(month) > 12 || new Date(date).getUTCDate() !== Number(day)) return undefined;
  const time = toTimeMs(Number(hour), Number(minute), Number(second));
  const offset = toOffsetMs(zone);
  if (time === undefined || offset === undefined) return undefined;
  const fractionMs = fraction === '' ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000);
  return { ms: date + time + fractionMs - offset, hasZone: zone !== undefined };
}

/** Android writes numbers in the digits of the phone's language, unless a program asks for others. */
const toAsciiDigits = (text: string): string =>
  /[^\0-\x7f]/.test(text)
    ? text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 15))
    : text;

/** Longer than any time that is meant as one. */
const MAX_LENGTH = 64;

const ZONE = String.raw`(?:[.,](?<fraction>\d+))?\s?(?<zone>Z|UTC|GMT|[+\u2212-]\d\d?(?::?\d\d)?)?(?:\[[\w/+-]+\])?$`;

/** Years of before 1000 are the mistakes of programs, and `Date.UTC` takes two digits for the twentieth century. */
const EXTENDED = new RegExp(
  String.raw`^(?<year>[1-9]\d{3})(?<between>[-/.])(?<month>\d\d?)\k<between>(?<day>\d\d?)(?:T|\s+)` +
    String.raw`(?<hour>\d\d?):(?<minute>\d\d)(?::(?<second>\d\d))?${ZONE}`,
  'i',
);

const BASIC = new RegExp(
  String.raw`^(?<year>[1-9]\d{3})-?(?<month>\d\d)-?(?<day>\d\d)(?:T|\s)` +
    String.raw`(?<hour>\d\d):?(?<minute>\d\d)(?::?(?<second>\d\d))?${ZONE}`,
  'i',
);

/** 24:00 is the end of the day, and a leap second the first second of the next minute. */
function toTimeMs(hour: number, minute: number, second: number): number | undefined {
  const secs = hour * 3600 + minute * 60 + second;
  return minute > 59 || second > 60 || secs > 86_400 ? undefined : secs * 1000;
}

function toOffsetMs(zone = 'Z'): number | undefined {
  const [, sign, hours, minutes = '0'] = /^([+\u2212-])(\d\d?):?(\d\d)?$/.exec(zone) ?? [];
  if (hours === undefined) return 0;
  const size = Number(hours) * 60 + Number(minutes);
  return Number(minutes) > 59 || size > MAX_OFFSET_MINUTES ? undefined : (sign === '+' ? size : -size) * 60_000;
}

/** Beyond any zone on Earth, which end at +14 and -12 hours. */
const MAX_OFFSET_MINUTES = 18 * 60;
