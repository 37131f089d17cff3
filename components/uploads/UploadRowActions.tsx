import { i18n } from '#i18n';
import { toAddWorkoutHash } from '../../lib/features/calendar/add-workout-hash.ts';
import { closePopup } from '../../lib/platform/pages.ts';
import type { Link } from '../../lib/platform/rich-text.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { FilePicker } from '../ui/FilePicker.tsx';
import { RECORDING_ACCEPT } from './recording-files.ts';
import type { DirectUploadAction, UploadAction } from './upload-row.ts';
import './UploadRowActions.css';

interface Props {
  actions: UploadAction[];
  links: Link[];
  /** The id of the upload. */
  id: string;
  /** An action of this row is running. */
  busy: boolean;
  /** Id of the element with the row's name: every row has the same buttons. */
  describedBy: string;
  /** The upload is done: the remaining buttons are quiet. */
  done: boolean;
  onAction: (action: DirectUploadAction) => void;
  onFile: (files: File[]) => void;
}

/** The links and buttons of one row. */
export function UploadRowActions({ actions, links, done, ...row }: Props) {
  if (links.length + actions.filter(action => action !== 'review').length === 0) return null;
  return (
    <div class="row-actions">
      {links.map(link => (
        <Anchor key={link.to} to={link.to} class="row-link" label={link.label} describedBy={row.describedBy}>
          {link.short ?? link.label}
        </Anchor>
      ))}
      {actions.map(action => (
        <RowButton key={action} {...row} action={action} done={done} />
      ))}
    </div>
  );
}

type ButtonProps = Omit<Props, 'actions' | 'links'> & { action: UploadAction };

function RowButton({ action, id, busy, describedBy, done, onAction, onFile }: ButtonProps) {
  if (action === 'review') return null;
  if (action === 'choose-file') {
    return (
      <FilePicker
        single
        accept={RECORDING_ACCEPT}
        variant="slim"
        label={i18n.t('action.chooseFile')}
        describedBy={describedBy}
        onFiles={onFile}
      />
    );
  }
  if (action === 'add-to-calendar') return <AddToCalendarLink id={id} describedBy={describedBy} />;
  if (action === 'undo-asked' || action === 'undo-presumed') {
    const question = i18n.t(action === 'undo-asked' ? 'action.undoAsk' : 'action.undoPresumedAsk');
    return (
      <ConfirmUndoButton question={question} busy={busy} describedBy={describedBy} onSure={() => onAction('undo')} />
    );
  }
  const handleClick = () => {
    if (!busy) onAction(action);
  };
  if (action === 'remove' && done)
    return <RemoveIconButton describedBy={describedBy} busy={busy} onPress={handleClick} />;
  return (
    <button
      type="button"
      class={`button slim ${action === 'remove' ? 'quiet' : ''}`}
      aria-describedby={describedBy}
      aria-disabled={busy}
      onClick={handleClick}
    >
      {getActionLabel(action, busy)}
    </button>
  );
}

/** From the popup it opens the app, in the app another screen. */
const AddToCalendarLink = ({ id, describedBy }: Pick<Props, 'id' | 'describedBy'>) => (
  <a
    class="button slim"
    href={`app.html${toAddWorkoutHash(id)}`}
    target={location.pathname === '/app.html' ? undefined : '_blank'}
    rel="noreferrer"
    aria-describedby={describedBy}
    onClick={closePopup}
  >
    {i18n.t('plan.fromOutbox')}
  </a>
);

function ConfirmUndoButton({
  question,
  busy,
  describedBy,
  onSure: onConfirm,
}: Pick<Props, 'busy' | 'describedBy'> & { question: string; onSure: () => void }) {
  return (
    <ConfirmButton
      label={getActionLabel('undo', busy)}
      question={question}
      confirmLabel={i18n.t('action.undoYes')}
      cancelLabel={i18n.t('action.undoNo')}
      class="slim"
      busy={busy}
      describedBy={describedBy}
      onConfirm={onConfirm}
    />
  );
}

function RemoveIconButton({ describedBy, busy, onPress }: { describedBy: string; busy: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      class="button slim quiet row-remove"
      aria-label={i18n.t('action.remove')}
      title={i18n.t('action.removeHint')}
      aria-describedby={describedBy}
      aria-disabled={busy}
      onClick={onPress}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d="M2 2l8 8M10 2l-8 8" />
      </svg>
    </button>
  );
}

function getActionLabel(action: DirectUploadAction, busy: boolean): string {
  switch (action) {
    case 'confirm':
      return i18n.t('action.confirm');
    case 'retry':
      return i18n.t('action.retry');
    case 'send-anyway':
      return i18n.t('action.sendAnyway');
    case 'pair':
      return i18n.t('planned.pair');
    case 'unpair':
      return i18n.t('planned.unpair');
    case 'undo':
    case 'undo-asked':
    case 'undo-presumed':
      return busy ? i18n.t('action.undoing') : i18n.t('action.undo');
    case 'remove':
      return i18n.t('action.remove');
  }
}
