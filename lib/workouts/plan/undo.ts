import type { Connected } from '../../connected.ts';
import type { Day } from '../../day.ts';
import { pairActivity } from '../../intervals/activities.ts';
import { createEvent, listEvents, updateEvent } from '../../intervals/events.ts';
import { Problem } from '../../problem.ts';
import { type Asked, act } from './act.ts';
import { findEvent, misreadingOf, takeBack, takeOff } from './create.ts';
import { type Added, type Deed, type Deleted, localStart } from './deed.ts';
import { deedsOf, forgetDeed } from './store.ts';

/**
 * Undoes what was done in one go, the last first. What fails stays, to be undone again.
 * @throws {Problem} as the API; `misread-workout` when a deleted workout does not come back as it was
 */
export async function undoPlan(asked: Asked): Promise<void> {
  const deeds = await deedsOf(asked.batch);
  if (deeds.some(({ athlete }) => athlete !== asked.athlete)) throw new Problem('wrong-athlete');
  await act(asked, deeds.flatMap(daysOf), async hand => {
    for (const deed of deeds) {
      await undo(hand, deed);
      await forgetDeed(deed.id);
    }
  });
}

const daysOf = ({ what }: Deed): Day[] => (what.kind === 'moved' ? [what.from.day, what.to.day] : [what.day]);

async function undo(hand: Connected, { id, what }: Deed): Promise<void> {
  switch (what.kind) {
    case 'added':
    case 'copied':
      return await undoAdded(hand, id, what);
    case 'moved':
      await updateEvent(hand.client, hand.athlete.id, what.event, {
        start_date_local: localStart(what.from),
      });
      return;
    case 'deleted':
      return await bringBack(hand, id, what);
  }
}

async function undoAdded(hand: Connected, id: string, { event, day }: Added): Promise<void> {
  const added = event ?? (await findEvent(hand, day, id))?.id;
  if (added !== undefined) await takeOff(hand, added);
}

/** It may be there: never deleted because the request was lost, or brought back before and the answer was. */
async function bringBack(hand: Connected, id: string, deleted: Deleted): Promise<void> {
  const { athlete, client } = hand;
  const { event, day, activity, draft, expected } = deleted;
  const externalId = draft.external_id ?? id;
  const rows = await listEvents(client, athlete.id, { from: day, to: day });
  const there = rows.find(row => row.event.id === event || row.event.externalId === externalId)?.event;
  const back = there ?? (await createEvent(client, athlete.id, { ...draft, external_id: externalId }));
  const misread = there ? undefined : misreadingOf(back, expected);
  if (misread) await takeBack(hand, back.id, misread);
  if (activity === undefined || back.activity === activity) return;
  // The workout is back; what was done for it may be gone meanwhile.
  await pairActivity(client, activity, back.id).catch(() => undefined);
}
