import type { Reply } from '../../site.ts';
import { listBody, objectBody } from '../body.ts';
import type { Call } from '../call.ts';
import { booleanIn } from '../query.ts';
import { json, Refusal, typeMismatch } from '../refusal.ts';
import type { KeptEvent } from './calendar.ts';
import { type EventJson, timestamp } from './event.ts';
import { changeIn, type EventDraft, newEventIn } from './event-body.ts';
import { shownEvent } from './list-events.ts';

/** `POST /athlete/{id}/events` */
export function createEvent(call: Call): Reply {
  const draft = newEventIn(objectBody(call, 'createEvent'));
  const onUid = booleanIn(call.request.url.searchParams, 'upsertOnUid');
  return json(200, shownEvent(call.athlete, put(call, draft, onUid ? 'uid' : undefined)));
}

/** `POST /athlete/{id}/events/bulk`: all of them, or none if one is refused. */
export function createEvents(call: Call): Reply {
  const query = call.request.url.searchParams;
  const onUid = booleanIn(query, 'upsertOnUid') ? 'uid' : undefined;
  const match = booleanIn(query, 'upsert') ? 'external_id' : onUid;
  const stamp = booleanIn(query, 'updatePlanApplied') ? { plan_applied: timestamp() } : {};
  const drafts = listBody(call, 'createMultipleEvents').map(newEventIn);
  const kept = drafts.map(draft => put(call, { ...draft, known: { ...draft.known, ...stamp } }, match));
  return json(
    200,
    kept.map(event => shownEvent(call.athlete, event)),
  );
}

/** `GET /athlete/{id}/events/{eventId}` */
export function getEvent(call: Call): Reply {
  return json(200, shownEvent(call.athlete, expectEvent(call)));
}

/** `PUT /athlete/{id}/events/{eventId}`: only what is in the body changes. */
export function updateEvent(call: Call): Reply {
  const kept = expectEvent(call);
  const { known, steps } = changeIn(objectBody(call, 'updateEvent'));
  call.world.calendar.change(call.athlete, kept, known, steps);
  return json(200, shownEvent(call.athlete, kept));
}

/** `DELETE /athlete/{id}/events/{eventId}` */
export function deleteEvent(call: Call): Reply {
  call.world.calendar.remove(expectEvent(call));
  return json(200, {});
}

/** `PUT /athlete/{id}/events/bulk-delete`: those that do not exist are skipped; `external_id` wins. */
export function deleteEvents(call: Call): Reply {
  const doomed = listBody(call, 'deleteEventsBulk').flatMap(({ id, external_id }) =>
    call.world.calendar
      .of(call.athlete.id)
      .filter(({ json: event }) => (external_id ? event.external_id === external_id : event.id === id)),
  );
  for (const event of new Set(doomed)) call.world.calendar.remove(event);
  return json(200, { eventsDeleted: new Set(doomed).size });
}

/** `POST /athlete/{id}/duplicate-events`: copies, each some weeks after the one before. */
export function duplicateEvents(call: Call): Reply {
  const { numCopies = 1, weeksBetween = 1, eventIds = [] } = objectBody(call, 'duplicateEvents');
  const originals = Array.isArray(eventIds) ? eventIds.map(id => expectEvent(call, String(id))) : [];
  const copies = originals.flatMap(original =>
    Array.from({ length: Number(numCopies) }, (_, copy) => copyOf(call, original, (copy + 1) * Number(weeksBetween))),
  );
  return json(
    200,
    copies.map(event => shownEvent(call.athlete, event)),
  );
}

/** The event of the path, or one of the athlete's others. */
export function expectEvent({ world, athlete, params }: Call, id = params.id ?? ''): KeptEvent {
  if (!/^-?\d+$/.test(id)) throw typeMismatch('int', id);
  const kept = world.calendar.find(Number(id));
  if (kept?.athleteId !== athlete.id) throw new Refusal(404, 'Event not found');
  return kept;
}

/** A new event, or the change of the one that matches. With a personal key, no event belongs to an OAuth app. */
function put({ world, athlete }: Call, { known, steps }: EventDraft, match?: 'uid' | 'external_id'): KeptEvent {
  const same = match && known[match] ? sameAs(world.calendar.of(athlete.id), known, match) : undefined;
  if (!same) {
    const added = world.calendar.add(athlete, known, steps);
    Object.assign(added.json, world.calendar.misreading);
    return added;
  }
  world.calendar.change(athlete, same, known, steps);
  return same;
}

function sameAs(events: readonly KeptEvent[], known: Partial<EventJson>, match: 'uid' | 'external_id') {
  return events.find(({ json: event }) => event[match] === known[match]);
}

function copyOf({ world, athlete }: Call, { json: original }: KeptEvent, weeks: number): KeptEvent {
  const later = (local: string) =>
    new Date(Date.parse(`${local}Z`) + weeks * 7 * 86_400_000).toISOString().slice(0, 19);
  const { id: _, uid: __, updated: ___, paired_activity_id: ____, workout_doc, ...known } = original;
  const dates = {
    start_date_local: later(original.start_date_local),
    end_date_local: later(original.end_date_local),
  };
  return world.calendar.add(athlete, { ...known, ...dates }, workout_doc?.steps);
}
