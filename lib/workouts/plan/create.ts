import type { Connected } from '../../connected.ts';
import type { Day } from '../../day.ts';
import { getPolicy } from '../../error-policy.ts';
import type { CalendarEvent } from '../../intervals/event.ts';
import { createEvent, deleteEvent, type EventDraft, listEvents } from '../../intervals/events.ts';
import { Problem } from '../../problem.ts';
import type { Added, Deed, Expected } from './deed.ts';
import { forgetDeed, getDeed, keepDeed } from './store.ts';

/**
 * Puts an event on the calendar once, however often it is asked for. The deed is written down first; where it was written down
 * before, an answer was lost, or the same was asked for twice, and the calendar is looked at before anything is sent. What an
 * earlier go put there is `known`: nothing is done, and nothing is to be undone.
 *
 * `upsert` would not do: with a personal key it is not documented what an `external_id` is matched against (reference §7).
 * @throws {Problem} `misread-workout` and the event is gone again; `left-on-calendar` when it could not be taken off; as the API
 */
export async function createOnce(
  hand: Connected,
  deed: Deed & { what: Added },
  draft: EventDraft,
  expected: Expected,
): Promise<'added' | 'known'> {
  const before = await getDeed(deed.id);
  const there = before && (await findEvent(hand, deed.what.day, deed.id));
  if (there && !before?.unsure) return 'known';
  await doing(deed, async () => {
    const event =
      there ?? (await createEvent(hand.client, hand.athlete.id, { ...draft, external_id: deed.id }));
    const misread = misreadingOf(event, expected);
    if (misread) await takeBack(hand, event.id, misread);
    return { ...deed, what: { ...deed.what, event: event.id } };
  });
  return 'added';
}

/**
 * Writes a deed down, does it, and writes down what `work` returns of it. It is struck out where it was refused; what got no
 * answer may have been done.
 */
export async function doing(deed: Deed, work: () => Promise<Deed>): Promise<void> {
  await keepDeed({ ...deed, unsure: true });
  try {
    await keepDeed(await work());
  } catch (thrown) {
    if (getPolicy(Problem.from(thrown).kind).sideEffect === 'none') await forgetDeed(deed.id);
    throw thrown;
  }
}

/** How an event differs from what it should be; undefined where it does not. */
export function misreadingOf(
  { doc, movingSecs = 0 }: CalendarEvent,
  expected: Expected,
): Problem | undefined {
  if (!expected.structured) return undefined;
  if (!doc || doc.steps.length === 0) return new Problem('misread-workout');
  const { durationSecs, slackSecs } = expected;
  if (durationSecs === undefined || Math.abs(movingSecs - durationSecs) <= slackSecs) return undefined;
  return new Problem('misread-workout', { detail: `${clock(movingSecs)} ≠ ${clock(durationSecs)}` });
}

/** The event with this external id; a lost answer does not lose the event. */
export async function findEvent(
  { athlete, client }: Connected,
  day: Day,
  externalId: string,
): Promise<CalendarEvent | undefined> {
  const rows = await listEvents(client, athlete.id, { from: day, to: day });
  return rows.find(({ event }) => event.externalId === externalId)?.event;
}

/** Takes an event off the calendar, or finds that it is gone. @throws {Problem} as the API */
export async function takeOff({ athlete, client }: Connected, id: number): Promise<void> {
  try {
    await deleteEvent(client, athlete.id, id);
  } catch (thrown) {
    if (Problem.from(thrown).kind !== 'not-found') throw thrown;
  }
}

/** @throws {Problem} `misread`, or that the event could not be taken off */
export async function takeBack(hand: Connected, id: number, misread: Problem): Promise<never> {
  await takeOff(hand, id).catch(cause => {
    throw new Problem('left-on-calendar', { detail: String(cause) }, { cause });
  });
  throw misread;
}

/** "1:05:00" */
const clock = (secs: number): string =>
  [Math.floor(secs / 3600), Math.floor(secs / 60) % 60, Math.round(secs % 60)]
    .map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0')))
    .join(':');
