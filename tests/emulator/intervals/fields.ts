/** The names in a parameter that takes a list, as one value or as several. */
export function listIn(query: URLSearchParams, name: string): string[] {
  return query.getAll(name).flatMap(list => list.split(','));
}

/** With `fields` a reply has these keys, not even the id, and no nulls: seen in clients' recordings. */
export function only(fields: readonly string[], whole: Record<string, unknown>): Record<string, unknown> {
  if (fields.length === 0) return whole;
  return Object.fromEntries(Object.entries(whole).filter(([key, value]) => fields.includes(key) && value !== null));
}
