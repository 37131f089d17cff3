import type { Day } from '../../day.ts';
import { digest } from '../../files/digest.ts';
import { type EventDraft, updateEvent } from '../../intervals/events.ts';
import { readOriginal } from '../../intervals/original.ts';
import type { WorkoutDoc } from '../../intervals/workout-doc.ts';
import { readWorkout } from '../read/read-file.ts';
import { timesDone } from '../read/read-workout.ts';
import { readText } from '../read/text.ts';
import { type Asked, act } from './act.ts';
import { createOnce, doing, takeOff } from './create.ts';
import { type Expected, localStart, type Moment } from './deed.ts';
import { draftOf, expectedOf } from './original.ts';

/** A workout that is to stand on the calendar, with what the person says about it. */
export interface Planned extends Moment {
  /** A file, or native text. */
  content: File | string;
  name: string;
  /** Intervals.icu's activity type. */
  type: string;
  indoor: boolean;
}

/** An event, and the day on which it was seen. */
export interface Seen {
  event: number;
  day: Day;
}

/**
 * Puts a workout on the calendar, and looks whether Intervals.icu read it as it is. Asked again, it is `known`.
 * @throws {Problem} as `readWorkout`, `createOnce` and the API
 */
export function putOnCalendar(asked: Asked, planned: Planned): Promise<'added' | 'known'> {
  const { content, name, type, indoor, day, time } = planned;
  return act(asked, [day], async (hand, deed) => {
    const { sent, doc } = await contentOf(content);
    // The same workout, on the same day: the same deed, in whichever worker it is asked for.
    const id = await idOf(asked.athlete, sent, name, type, day, time, indoor);
    const draft = { category: 'WORKOUT', name, type, start_date_local: localStart({ day, time }) } as const;
    return await createOnce(
      hand,
      { ...deed, id, name, what: { kind: 'added', day } },
      { ...draft, ...sent, ...(indoor && { indoor }) },
      expectationOf(doc),
    );
  });
}

/** Moves a workout to another day or time; nothing else of it is written. @throws {Problem} as the API */
export function move(asked: Asked, { event: id, day }: Seen, to: Moment): Promise<void> {
  return act(asked, [day, to.day], async ({ athlete, client }, deed) => {
    const { event } = await readOriginal(client, athlete.id, id, day);
    const from = { day: event.day, time: event.time };
    const moved = { ...deed, name: event.name, what: { kind: 'moved', event: id, from, to } } as const;
    await doing(moved, async () => {
      await updateEvent(client, athlete.id, id, { start_date_local: localStart(to) });
      return moved;
    });
  });
}

/** Copies a workout to other days, at its own time. A copy that is there already stays the only one. */
export function copy(asked: Asked, { event: id, day }: Seen, days: Day[]): Promise<void> {
  return act(asked, days, async (hand, deed) => {
    const original = await readOriginal(hand.client, hand.athlete.id, id, day);
    const { name, time } = original.event;
    for (const to of days) {
      const draft = draftOf(original, { day: to, time });
      const copied = { ...deed, id: await idOf(asked.athlete, id, to), name };
      await createOnce(hand, { ...copied, what: { kind: 'copied', day: to } }, draft, expectedOf(original));
    }
  });
}

/** Takes a workout off the calendar. What makes it again is written down first. */
export function remove(asked: Asked, { event: id, day }: Seen): Promise<void> {
  return act(asked, [day], async (hand, deed) => {
    const original = await readOriginal(hand.client, hand.athlete.id, id, day);
    const { name, time, activity } = original.event;
    const draft = draftOf(original, { day, time });
    const expected = expectedOf(original);
    const what = { kind: 'deleted', event: id, day, activity, draft, expected } as const;
    await doing({ ...deed, name, what }, async () => {
      await takeOff(hand, id);
      return { ...deed, name, what };
    });
  });
}

const expectationOf = ({ steps, durationSecs }: WorkoutDoc): Expected => ({
  structured: steps.length > 0,
  ...(durationSecs !== undefined && { durationSecs }),
  // Files have milliseconds and hundredths of minutes, Intervals.icu has whole seconds for every step that is done.
  slackSecs: Math.max(1, Math.ceil(timesDone(steps) / 2)),
});

/** What is sent of a workout, and what is in it. @throws {Problem} as `readWorkout` */
async function contentOf(content: File | string): Promise<{ sent: Partial<EventDraft>; doc: WorkoutDoc }> {
  if (typeof content === 'string') return { sent: { description: content }, doc: readText(content) };
  const { format, content: read, doc } = await readWorkout(content);
  const sent = 'text' in read ? { file_contents: read.text } : { file_contents_base64: read.base64 };
  return { sent: { filename: `workout.${format}`, ...sent }, doc };
}

/** An `external_id` that says what was done: the same for the same. */
const idOf = async (...facts: unknown[]): Promise<string> =>
  `musette-${(await digest(new Blob([JSON.stringify(facts)]))).slice(0, 32)}`;
