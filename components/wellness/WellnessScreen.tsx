import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getAllFields, getUsedFields } from '../../lib/features/wellness/field-usage.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import {
  updateWellnessViewOptions,
  watchWellnessViewOptions,
} from '../../lib/features/wellness/wellness-view-options.ts';
import type { WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import { type CalendarDate, type DateRange, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import { hasScope } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { ConnectBanner } from '../account/ConnectBanner.tsx';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { LastUpdated } from '../text/LastUpdated.tsx';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { ExportWellness } from './ExportWellness.tsx';
import { FieldPicker } from './FieldPicker.tsx';
import { ImportWellness } from './import/ImportWellness.tsx';
import { LastWriteBanner } from './LastWriteBanner.tsx';
import { PendingEditsBar } from './PendingEditsBar.tsx';
import { ReviewEditsDialog } from './ReviewEditsDialog.tsx';
import { useWellnessDays, useWellnessRefresh } from './use-wellness-days.ts';
import { useWellnessEdits } from './use-wellness-edits.ts';
import { WellnessCharts } from './WellnessCharts.tsx';
import { WellnessRangeNav } from './WellnessRangeNav.tsx';
import { WellnessTable } from './WellnessTable.tsx';
import { resolveWellnessRange, type WellnessRangeSelection } from './wellness-range.ts';

/** How the athlete was, day by day: seen and changed. */
export function WellnessScreen({ account }: { account: Account | null }) {
  return account ? (
    <Wellness key={account.athlete.id} account={account} />
  ) : (
    <>
      <h1>{i18n.t('wellness.heading')}</h1>
      <ConnectBanner />
    </>
  );
}

function Wellness({ account }: { account: Account }) {
  const { timezone } = account.athlete;
  // The athlete's day, wherever this browser thinks it is.
  const today = getDateInZone(timezone, useNow(MINUTE));
  const [shown, setShown] = useState<WellnessRangeSelection>({ mode: 'month', day: today });
  const range = resolveWellnessRange(shown, today);
  return (
    <>
      <header class="line spread">
        <h1>{i18n.t('wellness.heading')}</h1>
        {hasScope(account, 'WELLNESS:WRITE') && (
          <ImportWellness
            account={account}
            today={today}
            onWritten={day => setShown({ mode: 'month', day })}
          />
        )}
      </header>
      <LastWriteBanner account={account} />
      <WellnessRangeNav shown={shown} today={today} range={range} onShow={setShown} />
      {range && <Days account={account} range={range} today={today} />}
    </>
  );
}

interface DaysProps {
  account: Account;
  range: DateRange;
  today: CalendarDate;
}

function Days({ account, range, today }: DaysProps) {
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
  // The button that opened the dialog goes with the last change: then one goes on in the table.
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
        <Fields
          range={range}
          today={today}
          days={view.days}
          edits={edits}
          onEdit={mayWrite ? save : undefined}
        />
      )}
      {reviewed && <ReviewEditsDialog account={account} edits={reviewed} kind="edit" onClose={close} />}
    </div>
  );
}

interface FieldsProps {
  range: DateRange;
  today: CalendarDate;
  days: ReadonlyMap<CalendarDate, WellnessDay>;
  edits: readonly WellnessEdit[];
  onEdit: ((edits: readonly WellnessEdit[]) => void) | undefined;
}

/** The fields that the athlete wants to see: those that they use, unless they said otherwise. */
function Fields({ days, range, ...rest }: FieldsProps) {
  const options = useSubscription(watchWellnessViewOptions);
  const { from, to } = range;
  const { known, all, chosen, keys } = useMemo(() => getFields(days, options?.columns), [days, options]);
  // While one types nothing of it changes, and thirty charts take their time.
  const charts = useMemo(
    () => <WellnessCharts range={{ from, to }} keys={keys} days={days} />,
    [from, to, keys, days],
  );
  if (!options) return null;
  return (
    <>
      <div class="line spread">
        <FieldPicker
          label={i18n.t('wellness.columns')}
          fields={all}
          chosen={chosen}
          onChoose={columns => void updateWellnessViewOptions({ columns })}
          onReset={options.columns && (() => void updateWellnessViewOptions({ columns: undefined }))}
        />
        <ExportWellness days={known} range={range} columns={keys} />
      </div>
      <WellnessTable {...rest} range={range} days={days} keys={keys} />
      {charts}
    </>
  );
}

function getFields(days: ReadonlyMap<CalendarDate, WellnessDay>, columns: readonly string[] | undefined) {
  const known = [...days.values()];
  const all = getAllFields(known);
  const chosen = columns ?? getUsedFields(known);
  // One of the athlete's own may be chosen that none of these days has.
  return { known, all, chosen, keys: all.filter(key => chosen.includes(key)) };
}
