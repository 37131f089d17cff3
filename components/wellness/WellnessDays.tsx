import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import type { CalendarDate, DateRange } from '../../lib/platform/calendar-date.ts';
import { hasScope } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { LastUpdated } from '../text/LastUpdated.tsx';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { ChosenFields } from './ChosenFields.tsx';
import { PendingEditsBar } from './PendingEditsBar.tsx';
import { ReviewEditsDialog } from './ReviewEditsDialog.tsx';
import { useWellnessDays, useWellnessRefresh } from './use-wellness-days.ts';
import { useWellnessEdits } from './use-wellness-edits.ts';
import './WellnessDays.css';

interface Props {
  account: Account;
  range: DateRange;
  today: CalendarDate;
}

/** The days of a range: edited in the table, reviewed, then saved. */
export function WellnessDays({ account, range, today }: Props) {
  const { id } = account.athlete;
  const mayWrite = hasScope(account, 'WELLNESS:WRITE');
  const { view, problem } = useWellnessDays(id, range);
  const refreshing = useWellnessRefresh(id, range);
  const { edits, save, problem: saveProblem } = useWellnessEdits(id);
  const [reviewed, setReviewed] = useState<readonly WellnessEdit[]>();
  const container = useRef<HTMLDivElement>(null);
  const written = useRef(false);
  const close = (isWritten: boolean) => {
    written.current = isWritten;
    setReviewed(undefined);
  };
  // Saving the last edit removes the button that opened the dialog, so the focus moves into the table.
  useLayoutEffect(() => {
    if (!written.current || reviewed || edits?.length !== 0) return;
    written.current = false;
    container.current?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }, [reviewed, edits]);
  const failure = problem ?? saveProblem;
  return (
    <div class="wellness-days" ref={container}>
      {failure && (
        <Banner tone="bad">
          <ProblemSentence problem={failure} />
        </Banner>
      )}
      {edits && (
        <PendingEditsBar
          athlete={id}
          range={range}
          edits={edits}
          onReview={mayWrite ? () => setReviewed(edits) : undefined}
        />
      )}
      <LastUpdated {...refreshing} readAtMs={view?.readAtMs} />
      {view && edits && (
        <ChosenFields range={range} today={today} days={view.days} edits={edits} onEdit={mayWrite ? save : undefined} />
      )}
      {reviewed && <ReviewEditsDialog account={account} edits={reviewed} kind="edit" onClose={close} />}
    </div>
  );
}
