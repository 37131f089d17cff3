import type { CalendarDate } from '../../platform/calendar-date.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { Problem } from '../../platform/problem.ts';
import { type Session, withSession } from '../../services/intervals/session.ts';
import type { CalendarOperation } from './calendar-operation.ts';
import { invalidateCalendarReads, refreshCalendar } from './refresh-calendar.ts';

/** The athlete whom the page shows, and the group that the operation belongs to. */
export interface OperationRequest {
  athlete: string;
  batch: string;
}

/**
 * Runs one calendar operation at a time, for the athlete whom the page showed; then the days are read again.
 * @throws {Problem} `not-connected`, `wrong-athlete`, and whatever `work` throws
 */
export function runOperation<Result>(
  { athlete, batch }: OperationRequest,
  days: readonly CalendarDate[],
  work: (session: Session, operation: Omit<CalendarOperation, 'name' | 'change'>) => Promise<Result>,
): Promise<Result> {
  return withKeepAlive(
    // A repeated request has to find what the first one did.
    navigator.locks.request('calendar', () =>
      withSession(async session => {
        if (session.athlete.id !== athlete) throw new Problem('wrong-athlete');
        try {
          return await work(session, { id: crypto.randomUUID(), athlete, batch, atMs: Date.now() });
        } finally {
          invalidateCalendarReads();
          await refreshDays(days);
        }
      }),
    ),
  );
}

async function refreshDays(days: readonly CalendarDate[]): Promise<void> {
  const [from, to] = [days.toSorted()[0], days.toSorted().at(-1)];
  if (!from || !to) return;
  // The operation has succeeded even if this read fails: the page shows when the days were last read.
  await refreshCalendar({ from, to }).catch(() => notifyChanged('calendar'));
}
