import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Account } from '../../lib/credentials.ts';
import { type Day, dayIn } from '../../lib/day.ts';
import { getFile, getUpload } from '../../lib/outbox/store.ts';
import { MINUTE } from '../../lib/time.ts';
import type { Dropped } from '../dropped-files.ts';
import { useDrop } from '../use-drop.ts';
import { useHash } from '../use-hash.ts';
import { useNow } from '../use-now.ts';
import { AddWorkouts } from './AddWorkouts.tsx';
import { isNamedLikeAWorkout } from './draft.ts';
import { dayOf, useDayUnder } from './use-day-under.ts';
import { type Drafts, useDrafts } from './use-drafts.ts';

/** The ways in which workouts come to the calendar: a button, a drop on a day, a file of the outbox. */
export function Planning({ account }: { account: Account }) {
  const today = dayIn(account.athlete.timezone, useNow(MINUTE));
  const button = useRef<HTMLButtonElement>(null);
  const [day, setDay] = useState<Day>();
  const drafts = useDrafts();
  const { add, clear } = drafts;

  const drop = useCallback(
    async (dropped: Promise<Dropped>, on: EventTarget | null) => {
      // What is dropped on the dialog goes where that was opened for.
      const chosen = dayOf(on) ?? day ?? today;
      const { files } = await dropped;
      setDay(chosen);
      add(files, chosen);
    },
    [add, day, today],
  );
  const over = useDrop(drop, isNamedLikeAWorkout);
  useDayUnder(over);
  useHandedOver(add, today, setDay);

  const close = useCallback(() => {
    setDay(undefined);
    clear();
  }, [clear]);
  useCloseWhenDone(drafts, close);
  const isOpen = day !== undefined;
  const wasOpen = useRef(false);
  useEffect(() => {
    // While the dialog is there, nothing outside of it can have the focus.
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <>
      <button type="button" class="button" ref={button} onClick={() => setDay(today)}>
        {i18n.t('plan.open')}
      </button>
      {day && <AddWorkouts account={account} day={day} drafts={drafts} onClose={close} />}
      {over && (
        <div class="drop-hint" aria-hidden="true">
          {i18n.t('plan.dropHint')}
        </div>
      )}
    </>
  );
}

/** Takes the file of a row of the outbox that turned out to be a plan (`planHash`). */
function useHandedOver(add: Drafts['add'], today: Day, open: (day: Day) => void): void {
  const [, id] = /^#workouts\/add\/([\w-]+)$/.exec(useHash()) ?? [];
  useEffect(() => {
    if (id === undefined) return;
    void getUpload(id).then(async upload => {
      const file = upload && (await getFile(upload));
      if (!file) return;
      // A reload must not bring it again.
      history.replaceState(null, '', '#workouts');
      open(today);
      add([file], today, id);
    });
  }, [id]);
}

/** When everything has arrived there is nothing more to look at. */
function useCloseWhenDone({ drafts, progress }: Drafts, close: () => void): void {
  const began = useRef(false);
  useEffect(() => {
    if (progress) began.current = true;
    else if (began.current) {
      began.current = false;
      if (drafts.length === 0) close();
    }
  }, [drafts, progress, close]);
}
