import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { CalendarOperation } from '../../lib/features/calendar/calendar-operation.ts';
import { dismissOperations, getRecentOperations } from '../../lib/features/calendar/operation-log.ts';
import { calendarRequests } from '../../lib/features/calendar/requests.ts';
import { formatLongDay, formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { DAY } from '../../lib/platform/time.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { useActions } from '../hooks/use-actions.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { FocusScope } from '../ui/FocusScope.tsx';

/** What was done last to the calendar, with undo. It is stored, so it also shows after a reload. */
export function RecentOperations({ athlete }: { athlete: string }) {
  const operations = useRecentOperations(athlete);
  const { run, busy, problems } = useActions();
  const [last] = operations;
  const unsure = operations.find(({ unconfirmed }) => unconfirmed);
  const problem = last && problems.get(last.batch);
  const undo = ({ batch }: CalendarOperation) =>
    run(batch, () => sendRequest(calendarRequests, 'undo', { athlete, batch }));
  if (!last) {
    return (
      <FocusScope>
        <div role="status" />
      </FocusScope>
    );
  }
  const actions = (
    <>
      <button type="button" class="button slim" aria-disabled={busy.has(last.batch)} onClick={() => undo(last)}>
        {busy.has(last.batch) ? i18n.t('plan.undoing') : i18n.t('action.undo')}
      </button>
      <button type="button" class="button slim quiet" onClick={() => void dismissOperations(last.batch)}>
        {i18n.t('added.dismiss')}
      </button>
    </>
  );
  return (
    <FocusScope>
      <Banner tone={problem ? 'bad' : 'plain'} actions={actions}>
        {problem ? <ProblemSentence problem={problem} /> : getOperationMessage(unsure ?? last, operations.length)}
      </Banner>
    </FocusScope>
  );
}

function getOperationMessage({ change, name, unconfirmed }: CalendarOperation, n: number): string {
  if (unconfirmed) return i18n.t('plan.unsure', { name });
  switch (change.kind) {
    case 'added':
      return n > 1
        ? i18n.t('plan.addedMany', { n: formatNumber(n) })
        : i18n.t('plan.added', { name, day: formatLongDay(change.day) });
    case 'copied':
      return n > 1
        ? i18n.t('plan.copiedMany', { name, n: formatNumber(n) })
        : i18n.t('plan.copied', { name, day: formatLongDay(change.day) });
    case 'moved':
      return i18n.t('plan.moved', { name, day: formatLongDay(change.to.day) });
    case 'deleted':
      return i18n.t('plan.deleted', { name });
  }
}

/** The athlete's last batch of changes to the calendar; empty after a day, or once it was dismissed. */
function useRecentOperations(athlete: string): CalendarOperation[] {
  const [operations, setOperations] = useState<CalendarOperation[]>([]);
  useEffect(
    () =>
      liveQuery(
        async isCurrent => {
          const last = await getRecentOperations(athlete);
          if (isCurrent()) setOperations(last.filter(({ atMs, dismissed }) => !dismissed && Date.now() - atMs < DAY));
        },
        reportError,
        ['calendar'],
      ),
    [athlete],
  );
  return operations;
}
