/** A time as XML writes it. */
export interface IsoTime {
  /** Ms since the epoch; a time without a zone is read as UTC. */
  ms: number;
  hasZone: boolean;
}

/** Parses "2026-03-01T07:00:00.5+01:00" and its variants; undefined for anything else, a date without a time included. */
export function parseIsoTime(text: string | undefined): IsoTime | undefined {
  const match = text === undefined ? null : ISO.exec(text);
  if (!match) return undefined;
  const [, date, time, fraction = '', zone] = match;
  const ms = Date.parse(
    `${date}T${time}${fraction}${zone ? zone.toUpperCase().replace(/^(...)(\d\d)$/, '$1:$2') : 'Z'}`,
  );
  return Number.isNaN(ms) ? undefined : { ms, hasZone: zone !== undefined };
}

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?$/i;
