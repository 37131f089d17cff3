import { missingParameter, typeMismatch } from './refusal.ts';

/** A number in the query; of another type, it is the server's 500: https://forum.intervals.icu/t/609 */
export function numberIn(
  query: URLSearchParams,
  name: string,
  type: 'java.lang.Integer' | 'java.lang.Long' | 'java.lang.Double',
): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const pattern = type === 'java.lang.Double' ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(text)) throw typeMismatch(type, text);
  return Number(text);
}

/** A boolean in the query; anything but the usual words is the server's 500. */
export function booleanIn(query: URLSearchParams, name: string): boolean {
  const text = query.get(name);
  if (text === null || text === '') return false;
  if (!/^(true|false)$/i.test(text)) throw typeMismatch('boolean', text);
  return text.toLowerCase() === 'true';
}

export function expectIn(query: URLSearchParams, name: string): string {
  const text = query.get(name);
  if (!text) throw missingParameter(name);
  return text;
}
