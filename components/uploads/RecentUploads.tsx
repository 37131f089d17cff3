import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Upload } from '../../lib/features/uploads/upload.ts';
import { isUploadDone } from '../../lib/features/uploads/upload.ts';
import { formatRecent } from '../../lib/platform/format.ts';
import type { ActionRunner } from '../hooks/use-actions.ts';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { UploadRowActions } from './UploadRowActions.tsx';
import { UploadStateChip } from './UploadStateChip.tsx';
import { UploadText } from './UploadText.tsx';
import { getUploadMessages } from './upload-messages.ts';
import {
  getShortUploadFacts,
  getUploadActions,
  getUploadDistance,
  getUploadLinks,
  getUploadStart,
  type UploadAction,
} from './upload-row.ts';
import type { UploadRowHandlers } from './use-upload-row-handlers.ts';
import './RecentUploads.css';

interface Props extends UploadRowHandlers {
  uploads: Upload[];
  athleteName: string | undefined;
  now: number;
  actions: Pick<ActionRunner, 'busy' | 'problems'>;
}

/** The newest uploads in short. */
export function RecentUploads({ uploads, ...rest }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useFocusRestore(list);
  return (
    <ul class="recent" ref={list} tabIndex={-1} aria-labelledby="recent">
      {uploads.map(upload => (
        <RecentRow key={upload.id} upload={upload} {...rest} />
      ))}
    </ul>
  );
}

/** Actions that need more room, or in Firefox a file picker, than the popup has: links to the app. */
const IN_APP_ACTIONS: Partial<Record<UploadAction, 'action.review' | 'action.chooseFile'>> = {
  review: 'action.review',
  ...(import.meta.env.FIREFOX && { 'choose-file': 'action.chooseFile' }),
};

function RecentRow({ upload, athleteName, now, actions, ...handlers }: Omit<Props, 'uploads'> & { upload: Upload }) {
  const { id, state } = upload;
  const nameId = `name-${id}`;
  const start = getUploadStart(upload);
  const done = isUploadDone(upload);
  // Removing a done upload from the list is left to the app.
  const all = getUploadActions(upload, now).filter(action => !(done && action === 'remove'));
  const inAppAction = all.flatMap(action => IN_APP_ACTIONS[action] ?? [])[0];
  const buttonActions = all.filter(action => !IN_APP_ACTIONS[action]);
  const when = start === undefined ? undefined : formatRecent(start, now);
  const facts = [when, ...getShortUploadFacts(upload), getUploadDistance(upload)];
  // Little text and few buttons share one line.
  const isCompact =
    state.name !== 'held' && getUploadMessages(upload, athleteName, now).length === 0 && upload.activities.length < 2;
  return (
    <li class={`recent-row ${isCompact ? 'recent-short' : ''}`} data-row={id} tabIndex={-1}>
      <UploadText
        upload={upload}
        nameId={nameId}
        athleteName={athleteName}
        now={now}
        problem={actions.problems.get(id)}
        facts={facts.filter(fact => fact !== undefined)}
      />
      <UploadStateChip state={state.name} />
      <div class="recent-actions">
        {inAppAction && (
          <Anchor to="app" class="row-link" describedBy={nameId}>
            {i18n.t(inAppAction)}
          </Anchor>
        )}
        <UploadRowActions
          id={id}
          actions={buttonActions}
          links={getUploadLinks(upload)}
          busy={actions.busy.has(id)}
          describedBy={nameId}
          done={done}
          onAction={action => handlers.onAction(id, action)}
          onFile={files => handlers.onFile(upload, files)}
        />
      </div>
    </li>
  );
}
