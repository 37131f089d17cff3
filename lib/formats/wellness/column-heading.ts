/**
 * The name of a column, comparable: without case, accents and needless blanks. The unit in brackets stays apart:
 * "Gewicht (kg)" is "gewicht", "kg".
 */
export interface ColumnHeading {
  /** All of it. */
  fullName: string;
  name: string;
  unit: string | undefined;
}

export function parseColumnHeading(header: string): ColumnHeading {
  const fullName = header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
  // "Deep (SWS) duration (min)" and "Temperature [°C]", and "Recovery score %".
  const match = /^(.*?)\s*(?:[([]([^()[\]]+)[)\]]|(%))$/.exec(fullName);
  return { fullName, name: match?.[1] || fullName, unit: match?.[2] ?? match?.[3] };
}

/** Tells tables with the same columns in the same order, so that a mapping is asked for once. */
export function getHeaderFingerprint(header: readonly string[]): string {
  return header.map(name => parseColumnHeading(name).fullName).join('|');
}
