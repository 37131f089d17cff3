import { Refusal } from './refusal.ts';

/** A local day, `2026-04-15`. */
export function localDay(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toISOString().startsWith(text);
  if (!isDay) throw new Refusal(422, `Text '${text}' could not be parsed as a local date`);
  return text;
}
