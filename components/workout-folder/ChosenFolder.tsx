import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { getProblemMessage } from '../../lib/features/notifications/problem-messages.ts';
import type { FolderState, SyncFolder } from '../../lib/features/workout-folder/folder-state.ts';
import { workoutFolderRequests } from '../../lib/features/workout-folder/requests.ts';
import { workoutFolderSettings } from '../../lib/features/workout-folder/settings.ts';
import { formatTime } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import type { PlainProblem } from '../../lib/platform/problem.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { Banner } from '../ui/Banner.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { FolderSyncResult } from './FolderSyncResult.tsx';
import { reassignFolder, renewFolderAccess, useFolderPermission } from './folder-actions.ts';

interface Props {
  folder: SyncFolder;
  state: FolderState;
  account: Account | null;
  isBusy: boolean;
  run: (work: () => Promise<unknown>) => void;
}

/** The state of the folder, and its actions. */
export function ChosenFolder({ folder, state, account, isBusy, run }: Props) {
  const now = useNow(MINUTE / 4);
  const allowed = useFolderPermission(folder, state);
  const problem: PlainProblem | undefined = allowed === false ? { kind: DENIED_KINDS[folder.kind] } : state.problem;
  return (
    <>
      <p>
        <strong>{getFolderText(folder, account)}</strong>
      </p>
      {problem && <FolderProblem problem={problem} folder={folder} account={account} run={run} />}
      <FolderSyncResult state={state} isBusy={isBusy} now={now} />
      <div class="line">
        <button
          type="button"
          class="button"
          aria-disabled={isBusy}
          onClick={() => !isBusy && run(() => sendRequest(workoutFolderRequests, 'sync', {}))}
        >
          {i18n.t('folder.sync')}
        </button>
      </div>
      <ScheduleFields />
    </>
  );
}

/** How the missing permission is named. */
const DENIED_KINDS = { chosen: 'folder-permission', downloads: 'downloads-denied' } as const;

/** The folder, and whose workouts go there: the athlete's name, else the id; nobody's since they disconnected. */
function getFolderText({ name, athlete }: SyncFolder, account: Account | null): string {
  if (athlete === undefined) return i18n.t('folder.ofNobody', { name });
  return i18n.t('folder.into', { name, athlete: account?.athlete.id === athlete ? account.athlete.name : athlete });
}

interface FolderProblemProps {
  problem: PlainProblem;
  folder: SyncFolder;
  account: Account | null;
  run: (work: () => Promise<unknown>) => void;
}

/** Why the folder is not up to date, and the button that solves it. */
function FolderProblem({ problem, folder, account, run }: FolderProblemProps) {
  const [wasRefused, setWasRefused] = useState(false);
  const needsPermission = problem.kind === DENIED_KINDS[folder.kind];
  const isOtherAthlete = problem.kind === 'wrong-athlete' && account;
  return (
    <Banner
      tone="wait"
      actions={
        needsPermission ? (
          <button
            type="button"
            class="button slim"
            onClick={() => run(async () => setWasRefused(!(await renewFolderAccess(folder))))}
          >
            {i18n.t('folder.allow')}
          </button>
        ) : isOtherAthlete ? (
          <button type="button" class="button slim" onClick={() => run(() => reassignFolder(folder))}>
            {i18n.t('folder.takeOver', { name: account.athlete.name })}
          </button>
        ) : undefined
      }
    >
      <p>{getProblemMessage(problem).sentence}</p>
      {needsPermission && folder.kind === 'chosen' && <p class="small">{i18n.t('folder.allowHint')}</p>}
      {isOtherAthlete && <p class="small">{i18n.t('folder.takeOverHint')}</p>}
      {wasRefused && <p role="alert">{i18n.t('folder.refused')}</p>}
    </Banner>
  );
}

/** How many days ahead to sync, and at which hour. */
function ScheduleFields() {
  const settings = useSubscription(workoutFolderSettings.watch);
  const id = useId();
  const [invalid, setInvalid] = useState(false);
  const change = (folderDays: number | undefined) => {
    setInvalid(folderDays === undefined);
    if (folderDays !== undefined) void workoutFolderSettings.update({ folderDays });
  };
  if (!settings) return null;
  const { folderDays, folderHour } = settings;
  return (
    <div class="folder-when">
      <label for={`${id}hour`}>{i18n.t('folder.hour')}</label>
      <select
        id={`${id}hour`}
        class="field"
        value={folderHour}
        onChange={event => void workoutFolderSettings.update({ folderHour: Number(event.currentTarget.value) })}
      >
        {HOURS.map(hour => (
          <option key={hour} value={hour}>
            {formatTime(new Date(2026, 0, 1, hour).getTime())}
          </option>
        ))}
      </select>
      <label for={`${id}days`}>{i18n.t('folder.days')}</label>
      <div>
        <NumberField id={`${id}days`} min={1} max={28} value={folderDays} describedBy={`${id}hint`} onChange={change} />{' '}
        <span class="muted small" id={`${id}hint`} role="status">
          {invalid ? i18n.t('folder.daysInvalid') : i18n.t('folder.daysHint')}
        </span>
      </div>
    </div>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
