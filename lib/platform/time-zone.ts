/** The wall-clock time in a zone as ms, as if it were UTC; in the browser's zone where this one is unknown. */
export function toZonedTime(zone: string, ms: number): number {
  const parts = Object.fromEntries(
    getFormat(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second } = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The moment at which the clocks in a zone show this time, which is given as if it were UTC. */
export function fromZonedTime(zone: string, localMs: number): number {
  const guess = localMs - (toZonedTime(zone, localMs) - localMs);
  // The offset there may be another one: the clocks are changed between the two.
  return guess + localMs - toZonedTime(zone, guess);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function getFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const timeZone = isTimeZone(zone) ? zone : undefined;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(timeZone && { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }) !== undefined;
  } catch (thrown) {
    // Intl throws a RangeError for an unknown zone.
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
}
