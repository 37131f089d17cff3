import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatFieldValueWithUnit, getFieldLabel } from '../../lib/features/wellness/field-labels.ts';
import { wellnessRequests } from '../../lib/features/wellness/requests.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import {
  getLastWellnessWrite,
  getWellnessDays,
  getWellnessReadMs,
} from '../../lib/features/wellness/wellness-store.ts';
import {
  canUndoWellnessWrite,
  getOverwrittenEdits,
  type UnwrittenEdit,
  type WellnessWrite,
} from '../../lib/features/wellness/write-log.ts';
import { formatLongDay, formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { DAY } from '../../lib/platform/time.ts';
import { hasScope } from '../../lib/services/intervals/access.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { liveQuery } from '../hooks/live-query.ts';
import { useActions } from '../hooks/use-actions.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Banner } from '../ui/Banner.tsx';
import { FocusScope } from '../ui/FocusScope.tsx';
import { OverwrittenValues } from './OverwrittenValues.tsx';

/** The last write, the values that were not saved, and a button to undo it. It is read from the log, so it survives a reload. */
export function LastWriteBanner({ account, sinceMs }: { account: Account; sinceMs?: number }) {
  const athlete = account.athlete.id;
  const { last, overwritten = [] } = useLastWrite(athlete, sinceMs) ?? {};
  const { run, busy, problems } = useActions();
  const [dismissed, setDismissed] = useState('');
  if (!last || last.id === dismissed) {
    return (
      <FocusScope>
        <div role="status" />
      </FocusScope>
    );
  }
  const { id, unwritten } = last;
  const problem = problems.get(id);
  const isUndoing = busy.has(id);
  const canWrite = hasScope(account, 'WELLNESS:WRITE');
  const actions = (
    <>
      {canUndoWellnessWrite(last) && canWrite && (
        <button
          type="button"
          class="button slim"
          aria-disabled={isUndoing}
          onClick={() => run(id, () => sendRequest(wellnessRequests, 'undo', { athlete, id }))}
        >
          {isUndoing ? i18n.t('wellness.undoing') : i18n.t('wellness.undo')}
        </button>
      )}
      <button type="button" class="button slim quiet" onClick={() => setDismissed(id)}>
        {i18n.t('added.dismiss')}
      </button>
    </>
  );
  return (
    <FocusScope>
      <Banner
        tone={
          problem ? 'bad' : unwritten.length + overwritten.length > 0 || last.state === 'sending' ? 'wait' : 'plain'
        }
        actions={actions}
      >
        {problem ? <ProblemSentence problem={problem} /> : <p>{getSummary(last)}</p>}
        {unwritten.length > 0 && <UnwrittenList unwritten={unwritten} />}
        {overwritten.length > 0 && (
          <OverwrittenValues
            edits={overwritten}
            canWrite={canWrite}
            busy={isUndoing}
            onRestore={() => run(id, () => restoreAndLock(athlete, overwritten))}
          />
        )}
      </Banner>
    </FocusScope>
  );
}

const restoreAndLock = (athlete: string, edits: WellnessEdit[]) =>
  sendRequest(wellnessRequests, 'write', { athlete, edits, kind: 'edit', lock: true });

/** The rest is only counted. */
const MAX_SHOWN = 10;

function UnwrittenList({ unwritten }: { unwritten: readonly UnwrittenEdit[] }) {
  const more = unwritten.length - MAX_SHOWN;
  return (
    <>
      <p>{i18n.t('wellness.notSaved', unwritten.length, [formatNumber(unwritten.length)])}</p>
      <ul class="small">
        {unwritten.slice(0, MAX_SHOWN).map(one => (
          <li key={`${one.day} ${one.key}`}>
            {i18n.t('wellness.notSavedValue', {
              day: formatLongDay(one.day),
              field: getFieldLabel(one.key),
              reason: getReasonText(one),
            })}
          </li>
        ))}
        {more > 0 && <li>{i18n.t('wellness.more', more, [formatNumber(more)])}</li>}
      </ul>
    </>
  );
}

function getReasonText({ reason, key, now, to }: UnwrittenEdit): string {
  if (reason === 'locked') return i18n.t('wellness.notSavedLocked');
  const words = { now: formatFieldValueWithUnit(now, key), to: formatFieldValueWithUnit(to, key) };
  return reason === 'changed' ? i18n.t('wellness.notSavedChanged', words) : i18n.t('wellness.notSavedIgnored', words);
}

function getSummary({ kind, state, changes }: WellnessWrite): string {
  const values = changes.filter(({ key }) => key !== 'locked').length;
  const days = new Set(changes.map(({ day }) => day)).size;
  if (state === 'sending') return i18n.t('wellness.unconfirmed', values, [formatNumber(values)]);
  if (kind === 'undo') return i18n.t('wellness.undone', values, [formatNumber(values)]);
  const sent = i18n.t('wellness.saved', values, [
    formatNumber(values),
    i18n.t('wellness.days', days, [formatNumber(days)]),
  ]);
  return values < changes.length ? `${sent} ${i18n.t('wellness.noUndo')}` : sent;
}

interface LastWrite {
  last: WellnessWrite;
  overwritten: WellnessEdit[];
}

/** The athlete's last write, live, unless it is older than `sinceMs`, by default a day ago. */
function useLastWrite(athlete: string, sinceMs?: number): LastWrite | undefined {
  const [last, setLast] = useState<LastWrite>();
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const found = await getLastWellnessWrite(athlete);
      const isRecent = found && found.atMs >= (sinceMs ?? Date.now() - DAY);
      const recent = isRecent ? { last: found, overwritten: await findOverwritten(athlete, found) } : undefined;
      if (isCurrent()) setLast(recent);
    };
    return liveQuery(read, reportError, ['wellness']);
  }, [athlete, sinceMs]);
  return last;
}

/** Compares a write with its days, if they were read after it. */
async function findOverwritten(athlete: string, write: WellnessWrite): Promise<WellnessEdit[]> {
  const days = write.changes.map(({ day }) => day).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return [];
  const readMs = await getWellnessReadMs(athlete, { from, to });
  if (readMs === undefined || readMs <= write.atMs) return [];
  return getOverwrittenEdits(write, await getWellnessDays(athlete, { from, to }));
}
