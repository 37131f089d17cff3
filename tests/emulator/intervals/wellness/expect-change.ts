import type { Athlete } from '../athlete.ts';
import { localDay } from '../local-day.ts';
import { Refusal } from '../refusal.ts';
import type { WellnessChange } from './days.ts';
import { fits, isReadOnly, kindOf } from './fields.ts';

/**
 * A change that may be written: every key a field, every value of its kind. An unknown key was seen to be refused (2026).
 * The reply to a value of another kind is not known; 422 is what Spring does with enums.
 */
export function expectChange(record: Record<string, unknown>, athlete: Athlete): WellnessChange {
  for (const [field, value] of Object.entries(record)) expectField(field, value, athlete);
  const { id } = record;
  if (typeof id !== 'string') throw new Refusal(422, 'Missing id');
  return { ...record, id: localDay(id) };
}

function expectField(field: string, value: unknown, { customWellness }: Athlete): void {
  if (isReadOnly(field) || customWellness.includes(field)) return;
  const kind = kindOf(field);
  if (!kind) throw new Refusal(422, `Unrecognized wellness field [${field}]`);
  if (value !== null && !fits(kind, value))
    throw new Refusal(422, `Invalid value for wellness field [${field}]: ${JSON.stringify(value)}`);
}
