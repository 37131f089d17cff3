import { i18n } from '#i18n';
import { WORKOUT_DOWNLOADS_FOLDER } from '../../lib/features/workout-folder/add-to-downloads.ts';
import type { FolderState } from '../../lib/features/workout-folder/folder-state.ts';
import { workoutFolderRequests } from '../../lib/features/workout-folder/requests.ts';
import { canPickFolder } from '../../lib/platform/folder-picker.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { canUse, DOWNLOADS_PERMISSION } from '../../lib/platform/permissions.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { useActions } from '../hooks/use-actions.ts';
import { useFolderDrop } from '../hooks/use-folder-drop.ts';
import { usePermissionRequest } from '../hooks/use-permission-request.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { ChosenFolder } from './ChosenFolder.tsx';
import { chooseFolder, startInDownloads, startInDroppedFolder } from './folder-actions.ts';
import './WorkoutFolderSection.css';

interface Props {
  state: FolderState;
  account: Account | null;
}

/** The id of the one action that may run. */
const ACTION_ID = 'folder';

/** The workout folder: how to choose one, or its state. */
export function FolderControls({ state, account }: Props) {
  const actions = useActions();
  const run = (work: () => Promise<unknown>) => actions.run(ACTION_ID, work);
  const { over: isDragOver, noFolder, ...dropHandlers } = useFolderDrop(run, startInDroppedFolder);
  const problem = actions.problems.get(ACTION_ID);
  const acceptsDrops = canPickFolder() && account !== null;
  return (
    <div
      class={`section-part folder ${isDragOver && acceptsDrops ? 'folder-over' : ''}`}
      {...(acceptsDrops && dropHandlers)}
    >
      <h3>{i18n.t('folder.folder')}</h3>
      {state.folder ? (
        <ChosenFolder
          folder={state.folder}
          state={state}
          account={account}
          isBusy={actions.busy.has(ACTION_ID)}
          run={run}
        />
      ) : canPickFolder() ? (
        <ChooseFolder isConnected={account !== null} onChoose={() => run(chooseFolder)} />
      ) : (
        canUse('downloads') && <UseDownloads isConnected={account !== null} onAllowed={startInDownloads} />
      )}
      {noFolder && <p role="alert">{i18n.t('folder.noFolder')}</p>}
      {problem && (
        <p role="alert">
          <ProblemSentence problem={problem} />
        </p>
      )}
      {state.folder && (
        <div>
          <div class="line">
            {canPickFolder() && (
              <button type="button" class="button" onClick={() => run(chooseFolder)}>
                {i18n.t('folder.change')}
              </button>
            )}
            <button
              type="button"
              class="button"
              onClick={() => run(() => sendRequest(workoutFolderRequests, 'stop', {}))}
            >
              {i18n.t('folder.stop')}
            </button>
          </div>
          <p class="muted small">{i18n.t('folder.stopHint')}</p>
        </div>
      )}
    </div>
  );
}

function ChooseFolder({ isConnected, onChoose }: { isConnected: boolean; onChoose: () => void }) {
  return (
    <>
      <p class="muted small">{i18n.t('folder.intro')}</p>
      {isConnected ? (
        <>
          <p class="line">
            <button type="button" class="button" onClick={onChoose}>
              {i18n.t('folder.choose')}
            </button>
            <span class="muted small">{i18n.t('folder.drop')}</span>
          </p>
          <p class="muted small">{i18n.t('folder.allowFirst')}</p>
        </>
      ) : (
        <p>{i18n.t('folder.connectFirst')}</p>
      )}
    </>
  );
}

function UseDownloads({ isConnected, onAllowed }: { isConnected: boolean; onAllowed: () => Promise<unknown> }) {
  const { refused, ask } = usePermissionRequest();
  return (
    <>
      <p class="muted small">{i18n.t('folder.downloads', { name: WORKOUT_DOWNLOADS_FOLDER })}</p>
      {isConnected ? (
        <button type="button" class="button" onClick={() => void ask(DOWNLOADS_PERMISSION, onAllowed)}>
          {i18n.t('folder.downloadsStart')}
        </button>
      ) : (
        <p>{i18n.t('folder.connectFirst')}</p>
      )}
      {refused && <p role="alert">{i18n.t('folder.refused')}</p>}
    </>
  );
}
