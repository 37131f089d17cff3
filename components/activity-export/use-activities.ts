import { useEffect, useState } from 'preact/hooks';
import { exportRequests } from '../../lib/features/activity-export/requests.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { ACTIVITY_PAGE_SIZE, type ActivityListItem } from '../../lib/services/intervals/activity-files.ts';

/** Which activities: those of some days, or those of all years whose names match. */
export type ActivityQuery = { from: CalendarDate; to: CalendarDate; words?: never } | { words: string };

export interface ActivitiesState {
  activities: ActivityListItem[];
  busy: boolean;
  problem?: PlainProblem;
}

const EMPTY: ActivitiesState = { activities: [], busy: true };

/** The activities of a query, page by page as they arrive. Another `reloadCount` reads them again. */
export function useActivities(query: ActivityQuery, reloadCount: number): ActivitiesState {
  const key = JSON.stringify([query, reloadCount]);
  const [reading, setReading] = useState({ key, ...EMPTY });
  useEffect(() => {
    let isCurrent = true;
    const show = (shown: Partial<ActivitiesState>) =>
      isCurrent && setReading(before => ({ ...(before.key === key ? before : EMPTY), key, ...shown }));
    show(EMPTY);
    readPages(
      query,
      activities => show({ activities }),
      () => isCurrent,
    )
      .then(() => show({ busy: false }))
      .catch(thrown => show({ busy: false, problem: Problem.from(thrown).toPlain() }));
    return () => {
      isCurrent = false;
    };
  }, [key]);
  // Activities of another query are never shown in place of these.
  return reading.key === key ? reading : EMPTY;
}

/** Unreadable rows were left out of a page, so a full one may have fewer. */
const FULL_PAGE = ACTIVITY_PAGE_SIZE / 2;

async function readPages(
  query: ActivityQuery,
  show: (activities: ActivityListItem[]) => void,
  isCurrent: () => boolean,
): Promise<void> {
  if (query.words !== undefined) return show(await sendRequest(exportRequests, 'search', { words: query.words }));
  const found = new Map<string, ActivityListItem>();
  let { from, to }: { from: CalendarDate; to: string } = query;
  while (isCurrent()) {
    const page = await sendRequest(exportRequests, 'list', { from, to });
    const known = found.size;
    for (const activity of page) found.set(activity.id, activity);
    show([...found.values()]);
    // The next page starts with the last activity of this one: several may have the same start.
    const last = page.findLast(({ start }) => start)?.start;
    if (page.length < FULL_PAGE || found.size === known || !last) return;
    to = last;
  }
}
