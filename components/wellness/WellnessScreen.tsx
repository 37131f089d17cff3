import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { type CalendarDate, type DateRange, getDateInZone } from '../../lib/platform/calendar-date.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import { hasScope } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { changeChoice, watchChoice } from '../../lib/wellness/choice.ts';
import type { Edit } from '../../lib/wellness/edit.ts';
import type { WellnessDay } from '../../lib/wellness/fields.ts';
import { allFields, usedFields } from '../../lib/wellness/usage.ts';
import { LastUpdated } from '../calendar/LastUpdated.tsx';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { ConnectBanner } from '../uploads/QueueBanners.tsx';
import { Charts } from './Charts.tsx';
import { DiffDialog } from './DiffDialog.tsx';
import { EditBar } from './EditBar.tsx';
import { FieldChoice } from './FieldChoice.tsx';
import { ExportWellness } from './import/ExportWellness.tsx';
import { ImportWellness } from './import/ImportWellness.tsx';
import { LastWrite } from './LastWrite.tsx';
import { RangeNav } from './RangeNav.tsx';
import { rangeOf, type Shown } from './range.ts';
import { Table } from './Table.tsx';
import { useDays, useRefresh } from './use-days.ts';
import { useEdits } from './use-edits.ts';

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
  const [shown, setShown] = useState<Shown>({ span: 'month', of: today });
  const range = rangeOf(shown, today);
  return (
    <>
      <header class="line spread">
        <h1>{i18n.t('wellness.heading')}</h1>
        {hasScope(account, 'WELLNESS:WRITE') && (
          <ImportWellness account={account} today={today} onWritten={of => setShown({ span: 'month', of })} />
        )}
      </header>
      <LastWrite account={account} />
      <RangeNav shown={shown} today={today} range={range} onShow={setShown} />
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
  const { view, problem } = useDays(id, range);
  const refreshing = useRefresh(id, range);
  const { edits, change, problem: unkept } = useEdits(id);
  const [reviewed, setReviewed] = useState<readonly Edit[]>();
  const place = useRef<HTMLDivElement>(null);
  const written = useRef(false);
  const close = (isWritten: boolean) => {
    written.current = isWritten;
    setReviewed(undefined);
  };
  // The button that opened the dialog goes with the last change: then one goes on in the table.
  useLayoutEffect(() => {
    if (!written.current || reviewed || edits?.length !== 0) return;
    written.current = false;
    place.current?.querySelector<HTMLElement>('td[tabindex="0"]')?.focus();
  }, [reviewed, edits]);
  const failure = problem ?? unkept;
  return (
    <div class="wellness-days" ref={place}>
      {failure && (
        <Banner tone="bad">
          <ProblemSentence problem={failure} />
        </Banner>
      )}
      {edits && (
        <EditBar
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
          onEdit={mayWrite ? change : undefined}
        />
      )}
      {reviewed && <DiffDialog account={account} edits={reviewed} kind="edit" onClose={close} />}
    </div>
  );
}

interface FieldsProps {
  range: DateRange;
  today: CalendarDate;
  days: ReadonlyMap<CalendarDate, WellnessDay>;
  edits: readonly Edit[];
  onEdit: ((edits: readonly Edit[]) => void) | undefined;
}

/** The fields that the athlete wants to see: those that they use, unless they said otherwise. */
function Fields({ days, range, ...rest }: FieldsProps) {
  const choice = useSubscription(watchChoice);
  const { from, to } = range;
  const { known, all, chosen, keys } = useMemo(() => fieldsOf(days, choice?.columns), [days, choice]);
  // While one types nothing of it changes, and thirty charts take their time.
  const charts = useMemo(
    () => <Charts range={{ from, to }} keys={keys} days={days} />,
    [from, to, keys, days],
  );
  if (!choice) return null;
  return (
    <>
      <div class="line spread">
        <FieldChoice
          label={i18n.t('wellness.columns')}
          fields={all}
          chosen={chosen}
          onChoose={columns => void changeChoice({ columns })}
          onReset={choice.columns && (() => void changeChoice({ columns: undefined }))}
        />
        <ExportWellness days={known} range={range} columns={keys} />
      </div>
      <Table {...rest} range={range} days={days} keys={keys} />
      {charts}
    </>
  );
}

function fieldsOf(days: ReadonlyMap<CalendarDate, WellnessDay>, columns: readonly string[] | undefined) {
  const known = [...days.values()];
  const all = allFields(known);
  const chosen = columns ?? usedFields(known);
  // One of the athlete's own may be chosen that none of these days has.
  return { known, all, chosen, keys: all.filter(key => chosen.includes(key)) };
}
