/**
 * The name of a column, comparable: without case, accents and needless blanks. The unit in brackets stays apart:
 * "Gewicht (kg)" is "gewicht", "kg".
 */
export interface Heading {
  /** All of it. */
  plain: string;
  name: string;
  unit: string | undefined;
}

export function readHeading(header: string): Heading {
  const plain = header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
  // "Deep (SWS) duration (min)" and "Temperature [°C]", and "Recovery score %".
  const match = /^(.*?)\s*(?:[([]([^()[\]]+)[)\]]|(%))$/.exec(plain);
  return { plain, name: match?.[1] || plain, unit: match?.[2] ?? match?.[3] };
}

/** Tells tables with the same columns in the same order, so that a mapping is asked for once. */
export function fingerprintOf(header: readonly string[]): string {
  return header.map(name => readHeading(name).plain).join('|');
}
