import { i18n } from '#i18n';
import { DOWNLOADS } from '../../lib/capture/access.ts';
import type { Account } from '../../lib/credentials.ts';
import { send } from '../../lib/messages.ts';
import type { Settings } from '../../lib/settings.ts';
import { DOWNLOADS_FOLDER } from '../../lib/workouts/folder/downloads.ts';
import type { FolderState } from '../../lib/workouts/folder/state.ts';
import { useAsking } from '../CaptureSection.tsx';
import { canChoose } from '../pick-folder.ts';
import { ProblemSentence } from '../Sentence.tsx';
import { useActions } from '../use-actions.ts';
import { useFolderDrop } from '../use-folder-drop.ts';
import { chooseFolder, startDownloads, takeDropped } from './use-folder.ts';
import { WorkoutsSectionChosen } from './WorkoutsSectionChosen.tsx';
import './WorkoutsSection.css';

interface Props {
  state: FolderState;
  settings: Settings;
  account: Account | null;
}

/** The id under which the one thing that may be under way is known. */
const WORK = 'folder';

/** The folder that is filled every morning: none yet, or how it stands. */
export function WorkoutsSectionFolder({ state, settings, account }: Props) {
  const actions = useActions();
  const run = (work: () => Promise<unknown>) => actions.run(WORK, work);
  const { over, noFolder, ...dropping } = useFolderDrop(run, takeDropped);
  const problem = actions.problems.get(WORK);
  const takesDrops = canChoose() && account !== null;
  return (
    <div
      class={`section-part folder ${over && takesDrops ? 'folder-over' : ''}`}
      {...(takesDrops && dropping)}
    >
      <h3>{i18n.t('folder.folder')}</h3>
      {state.folder ? (
        <WorkoutsSectionChosen
          folder={state.folder}
          state={state}
          settings={settings}
          account={account}
          isBusy={actions.busy.has(WORK)}
          run={run}
        />
      ) : canChoose() ? (
        <ChooseOne isConnected={account !== null} onChoose={() => run(chooseFolder)} />
      ) : (
        <UseDownloads isConnected={account !== null} onAllowed={startDownloads} />
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
            {canChoose() && (
              <button type="button" class="button" onClick={() => run(chooseFolder)}>
                {i18n.t('folder.change')}
              </button>
            )}
            <button type="button" class="button" onClick={() => run(() => send('stopFolder', {}))}>
              {i18n.t('folder.stop')}
            </button>
          </div>
          <p class="muted small">{i18n.t('folder.stopHint')}</p>
        </div>
      )}
    </div>
  );
}

function ChooseOne({ isConnected, onChoose }: { isConnected: boolean; onChoose: () => void }) {
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

function UseDownloads({
  isConnected,
  onAllowed,
}: {
  isConnected: boolean;
  onAllowed: () => Promise<unknown>;
}) {
  const { refused, ask } = useAsking();
  return (
    <>
      <p class="muted small">{i18n.t('folder.downloads', { name: DOWNLOADS_FOLDER })}</p>
      {isConnected ? (
        <button type="button" class="button" onClick={() => void ask(DOWNLOADS, onAllowed)}>
          {i18n.t('folder.downloadsStart')}
        </button>
      ) : (
        <p>{i18n.t('folder.connectFirst')}</p>
      )}
      {refused && <p role="alert">{i18n.t('folder.refused')}</p>}
    </>
  );
}
