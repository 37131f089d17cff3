import { Refusal } from '../refusal.ts';
import { readWorkout } from '../workouts/read-workout.ts';
import type { StepJson } from '../workouts/step.ts';
import { readText } from '../workouts/text-reader.ts';
import { categories, type EventJson, eventKeys } from './event.ts';

/** What a request contains about an event: the fields to store, and the steps of its workout if it has one. */
export interface EventDraft {
  readonly known: Partial<EventJson>;
  readonly steps?: StepJson[];
}

/** A new event, or its refusal, as clients recorded it in 2026. */
export function newEventIn(body: Readonly<Record<string, unknown>>): EventDraft {
  const draft = changeIn(body);
  const { category, name, type, start_date_local } = draft.known;
  if (!category) throw new Refusal(422, 'Category is required');
  if (!start_date_local) throw new Refusal(422, 'Start date is required');
  if (!name) throw new Refusal(422, 'Name is required');
  if (category === 'WORKOUT' && !type) throw new Refusal(422, 'Missing type');
  return category === 'WORKOUT' ? { ...draft, steps: draft.steps ?? [] } : { known: draft.known };
}

/** A change of an event: only what is in the body. */
export function changeIn(body: Readonly<Record<string, unknown>>): EventDraft {
  const { filename, file_contents, file_contents_base64, workout_doc, ...fields } = body;
  const unknown = Object.keys(fields).find(key => !eventKeys.has(key));
  if (unknown) throw new Refusal(422, `Unrecognized field [${unknown}]`);
  const known: Partial<EventJson> = Object.fromEntries(Object.entries(fields).filter(([key]) => !readOnly.has(key)));
  checkTypes(known);
  const file = fileIn(filename, file_contents, file_contents_base64);
  if (file) {
    const { steps, ...facts } = readWorkout(file.name, file.bytes);
    return { known: { ...facts, ...known }, steps };
  }
  // A structure counts only if there is no text with it, as a client's author found (2026-05-12).
  const steps = known.description == null ? stepsIn(workout_doc) : readText(known.description);
  return steps ? { known, steps } : { known };
}

function checkTypes({ category, start_date_local: start, end_date_local: end, ...others }: Partial<EventJson>): void {
  if (category !== undefined && !categories.some(known => known === category)) {
    throw new Refusal(422, `No enum constant Event.Category.${category}`);
  }
  for (const local of [start, end]) {
    const isLocal = local === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(String(local));
    if (!isLocal || Number.isNaN(Date.parse(local ?? '2026-01-01'))) {
      throw new Refusal(422, `Text '${local}' could not be parsed as a local date and time`);
    }
  }
  for (const key of ['name', 'description', 'type', 'external_id', 'uid'] as const) {
    if (others[key] != null && typeof others[key] !== 'string') throw new Refusal(400, 'JSON parse error');
  }
}

function fileIn(name: unknown, text: unknown, base64: unknown): { name: string; bytes: Uint8Array } | undefined {
  if (text == null && base64 == null) return undefined;
  if (typeof name !== 'string' || name === '') throw new Refusal(422, 'Filename is required');
  if (typeof base64 !== 'string') return { name, bytes: Buffer.from(String(text)) };
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) throw new Refusal(422, 'Illegal base64 character');
  return { name, bytes: Buffer.from(base64, 'base64') };
}

function stepsIn(doc: unknown): StepJson[] | undefined {
  const steps = (doc as { steps?: unknown } | null | undefined)?.steps;
  return Array.isArray(steps) ? steps : undefined;
}

/** Set by the server. Whether it refuses or ignores them is not known; ignoring shows a client that relies on it. */
const readOnly = new Set(['id', 'athlete_id', 'created_by_id', 'updated', 'oauth_client_id', 'paired_activity_id']);
