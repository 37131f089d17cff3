import { useEffect, useState } from 'preact/hooks';
import type { Day } from '../../lib/day.ts';
import { type DoneActivity, PAGE } from '../../lib/intervals/activity-files.ts';
import { send } from '../../lib/messages.ts';
import { type PlainProblem, Problem } from '../../lib/problem.ts';

/** Which activities are wanted: those of some days, or of all years by their names. */
export type Wanted = { from: Day; to: Day; words?: never } | { words: string };

export interface ActivitiesReading {
  activities: DoneActivity[];
  busy: boolean;
  problem?: PlainProblem;
}

const NOTHING: ActivitiesReading = { activities: [], busy: true };

/** The activities that are wanted, page by page as they come. `anew`: another number reads them again. */
export function useActivities(wanted: Wanted, anew: number): ActivitiesReading {
  const of = JSON.stringify([wanted, anew]);
  const [reading, setReading] = useState({ of, ...NOTHING });
  useEffect(() => {
    let current = true;
    const show = (shown: Partial<ActivitiesReading>) =>
      current && setReading(before => ({ ...(before.of === of ? before : NOTHING), of, ...shown }));
    show(NOTHING);
    read(
      wanted,
      activities => show({ activities }),
      () => current,
    )
      .then(() => show({ busy: false }))
      .catch(thrown => show({ busy: false, problem: Problem.from(thrown).toPlain() }));
    return () => {
      current = false;
    };
  }, [of]);
  // Those of other days are never shown in place of these.
  return reading.of === of ? reading : NOTHING;
}

async function read(
  wanted: Wanted,
  show: (activities: DoneActivity[]) => void,
  isCurrent: () => boolean,
): Promise<void> {
  if (wanted.words !== undefined) return show(await send('searchActivities', { words: wanted.words }));
  const found = new Map<string, DoneActivity>();
  let { from, to }: { from: Day; to: string } = wanted;
  while (isCurrent()) {
    const page = await send('listActivities', { from, to });
    const known = found.size;
    for (const activity of page) found.set(activity.id, activity);
    show([...found.values()]);
    // The next page begins with the last of this one, so that two of one moment are not torn apart.
    const last = page.findLast(({ start }) => start)?.start;
    if (page.length < PAGE || found.size === known || !last) return;
    to = last;
  }
}
