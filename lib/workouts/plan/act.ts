import { keepAwake } from '../../awake.ts';
import { type Connected, connected } from '../../connected.ts';
import type { Day } from '../../day.ts';
import { announce } from '../../news.ts';
import { Problem } from '../../problem.ts';
import { calendarChanged, refreshCalendar } from '../calendar.ts';
import type { Deed } from './deed.ts';

/** For whom something is done, as the page shows it, and what it belongs to. */
export interface Asked {
  athlete: string;
  batch: string;
}

/**
 * Does something to the calendar, one thing at a time, for the athlete whose name the person saw; then the days are read anew.
 * @throws {Problem} `not-connected`, `wrong-athlete`, and whatever `work` throws
 */
export function act<Result>(
  { athlete, batch }: Asked,
  days: readonly Day[],
  work: (hand: Connected, deed: Omit<Deed, 'name' | 'what'>) => Promise<Result>,
): Promise<Result> {
  return keepAwake(
    // The same asked for twice must find what the first one did.
    navigator.locks.request('calendar', async () => {
      const hand = await connected();
      if (hand.athlete.id !== athlete) throw new Problem('wrong-athlete');
      try {
        return await work(hand, { id: crypto.randomUUID(), athlete, batch, atMs: Date.now() });
      } finally {
        calendarChanged();
        await reread(days);
      }
    }),
  );
}

async function reread(days: readonly Day[]): Promise<void> {
  const [from, to] = [days.toSorted()[0], days.toSorted().at(-1)];
  if (!from || !to) return;
  // What was done is done: the page tells when it last could read.
  await refreshCalendar({ from, to }).catch(() => announce('calendar'));
}
