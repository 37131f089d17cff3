import { Refusal, typeMismatch } from './refusal.ts';

/** The names in a parameter that takes a list, given at once or one by one. */
export function listIn(query: URLSearchParams, name: string): string[] {
  return query.getAll(name).flatMap(list => list.split(','));
}

/** The value of a parameter that takes a whole number. */
export function wholeNumberIn(query: URLSearchParams, name: string, type: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^-?\d+$/.test(text)) throw typeMismatch(type, text);
  return Number(text);
}

/** The value of a parameter that takes true or false. */
export function flagIn(query: URLSearchParams, name: string, unsaid: boolean): boolean {
  const text = query.get(name);
  if (text === null || text === '') return unsaid;
  if (text !== 'true' && text !== 'false') throw typeMismatch('boolean', text);
  return text === 'true';
}

/** With `fields` a reply has these keys, not even the id besides, and no nulls (reference §1). */
export function only(fields: readonly string[], whole: Record<string, unknown>): Record<string, unknown> {
  if (fields.length === 0) return whole;
  return Object.fromEntries(
    Object.entries(whole).filter(([key, value]) => fields.includes(key) && value !== null),
  );
}

/** A local day, `2026-04-15`. */
export function localDay(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toISOString().startsWith(text);
  if (!isDay) throw new Refusal(422, `Text '${text}' could not be parsed as a local date`);
  return text;
}
