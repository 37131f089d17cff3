import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Account } from '../../lib/credentials.ts';
import { send } from '../../lib/messages.ts';
import type { PlainProblem } from '../../lib/problem.ts';
import { changeSettings, type Settings } from '../../lib/settings.ts';
import { MINUTE } from '../../lib/time.ts';
import type { Chosen, FolderState } from '../../lib/workouts/folder/state.ts';
import { Banner } from '../Banner.tsx';
import { timeOfDay } from '../format.ts';
import { NumberField } from '../NumberField.tsx';
import { useNow } from '../use-now.ts';
import { wordsFor } from '../words.ts';
import { allowAgain, takeOver, useAllowed } from './use-folder.ts';
import { WorkoutsSectionResult } from './WorkoutsSectionResult.tsx';

interface Props {
  folder: Chosen;
  state: FolderState;
  settings: Settings;
  account: Account | null;
  isBusy: boolean;
  run: (work: () => Promise<unknown>) => void;
}

/** How the folder stands, and what a person can do about it. */
export function WorkoutsSectionChosen({ folder, state, settings, account, isBusy, run }: Props) {
  const now = useNow(MINUTE / 4);
  const allowed = useAllowed(folder, state);
  const problem: PlainProblem | undefined = allowed === false ? { kind: 'folder-permission' } : state.problem;
  return (
    <>
      <p>
        <strong>{i18n.t('folder.into', { name: folder.name, athlete: athleteOf(folder, account) })}</strong>
      </p>
      {problem && <Trouble problem={problem} folder={folder} account={account} run={run} />}
      <WorkoutsSectionResult state={state} isBusy={isBusy} now={now} />
      <div class="line">
        <button
          type="button"
          class="button"
          aria-disabled={isBusy}
          onClick={() => !isBusy && run(() => send('syncFolder', {}))}
        >
          {i18n.t('folder.sync')}
        </button>
      </div>
      <When settings={settings} />
    </>
  );
}

/** Whose workouts go there: the name where it is known, else the number. */
const athleteOf = ({ athlete }: Chosen, account: Account | null): string =>
  account?.athlete.id === athlete ? account.athlete.name : athlete;

interface TroubleProps {
  problem: PlainProblem;
  folder: Chosen;
  account: Account | null;
  run: (work: () => Promise<unknown>) => void;
}

/** Why the folder is not up to date, and the button that helps. */
function Trouble({ problem, folder, account, run }: TroubleProps) {
  const [refused, setRefused] = useState(false);
  const needsPermission = problem.kind === 'folder-permission';
  const isOthers = problem.kind === 'wrong-athlete' && account;
  return (
    <Banner
      tone="wait"
      actions={
        needsPermission ? (
          <button
            type="button"
            class="button slim"
            onClick={() => run(async () => setRefused(!(await allowAgain(folder))))}
          >
            {i18n.t('folder.allow')}
          </button>
        ) : isOthers ? (
          <button type="button" class="button slim" onClick={() => run(() => takeOver(folder))}>
            {i18n.t('folder.takeOver', { name: account.athlete.name })}
          </button>
        ) : undefined
      }
    >
      <p>{wordsFor(problem).sentence}</p>
      {needsPermission && folder.kind === 'chosen' && <p class="small">{i18n.t('folder.allowHint')}</p>}
      {isOthers && <p class="small">{i18n.t('folder.takeOverHint')}</p>}
      {refused && <p role="alert">{i18n.t('folder.refused')}</p>}
    </Banner>
  );
}

/** How many days ahead, and at which hour. */
function When({ settings: { folderDays, folderHour } }: { settings: Settings }) {
  const id = useId();
  const [invalid, setInvalid] = useState(false);
  const change = (folderDays: number | undefined) => {
    setInvalid(folderDays === undefined);
    if (folderDays !== undefined) void changeSettings({ folderDays });
  };
  return (
    <div class="folder-when">
      <label for={`${id}hour`}>{i18n.t('folder.hour')}</label>
      <select
        id={`${id}hour`}
        class="field"
        value={folderHour}
        onChange={event => void changeSettings({ folderHour: Number(event.currentTarget.value) })}
      >
        {HOURS.map(hour => (
          <option key={hour} value={hour}>
            {timeOfDay(new Date(2026, 0, 1, hour).getTime())}
          </option>
        ))}
      </select>
      <label for={`${id}days`}>{i18n.t('folder.days')}</label>
      <div>
        <NumberField
          id={`${id}days`}
          min={1}
          max={28}
          value={folderDays}
          describedBy={`${id}hint`}
          onChange={change}
        />{' '}
        <span class="muted small" id={`${id}hint`} role="status">
          {invalid ? i18n.t('folder.daysInvalid') : i18n.t('folder.daysHint')}
        </span>
      </div>
    </div>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
