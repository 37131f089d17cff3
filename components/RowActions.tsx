import { i18n } from '#i18n';
import { Anchor } from './Anchor.tsx';
import { AskFirst } from './AskFirst.tsx';
import { ChooseFiles } from './ChooseFiles.tsx';
import { leavePopup, planHash } from './pages.ts';
import type { Action, OwnAction } from './row.ts';
import type { Link } from './words.ts';
import './RowActions.css';

interface Props {
  actions: Action[];
  links: Link[];
  /** Of the upload. */
  id: string;
  /** Something that was asked for this row is under way. */
  busy: boolean;
  /** Id of the element with the row's name: every row has the same buttons. */
  describedBy: string;
  /** The row is done: what is left to do is quiet. */
  done: boolean;
  onAction: (action: OwnAction) => void;
  onFile: (files: File[]) => void;
}

/** The links and buttons of one row. */
export function RowActions({ actions, links, done, ...row }: Props) {
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

type ButtonProps = Omit<Props, 'actions' | 'links'> & { action: Action };

function RowButton({ action, id, busy, describedBy, done, onAction, onFile }: ButtonProps) {
  if (action === 'review') return null;
  if (action === 'choose-file') {
    return (
      <ChooseFiles
        single
        look="slim"
        label={i18n.t('action.chooseFile')}
        describedBy={describedBy}
        onFiles={onFile}
      />
    );
  }
  if (action === 'plan') return <ToCalendar id={id} describedBy={describedBy} />;
  if (action === 'undo-asked') {
    return <UndoAsked busy={busy} describedBy={describedBy} onSure={() => onAction('undo')} />;
  }
  const press = () => {
    if (!busy) onAction(action);
  };
  if (action === 'remove' && done)
    return <QuietRemove describedBy={describedBy} busy={busy} onPress={press} />;
  return (
    <button
      type="button"
      class={`button slim ${action === 'remove' ? 'quiet' : ''}`}
      aria-describedby={describedBy}
      aria-disabled={busy}
      onClick={press}
    >
      {labelOf(action, busy)}
    </button>
  );
}

/** In the popup it leads to the app, in the app to another screen of it. */
const ToCalendar = ({ id, describedBy }: Pick<Props, 'id' | 'describedBy'>) => (
  <a
    class="button slim"
    href={`app.html${planHash(id)}`}
    target={location.pathname === '/app.html' ? undefined : '_blank'}
    rel="noreferrer"
    aria-describedby={describedBy}
    onClick={leavePopup}
  >
    {i18n.t('plan.fromOutbox')}
  </a>
);

function UndoAsked({
  busy,
  describedBy,
  onSure,
}: Pick<Props, 'busy' | 'describedBy'> & { onSure: () => void }) {
  return (
    <AskFirst
      label={labelOf('undo', busy)}
      question={i18n.t('action.undoAsk')}
      yes={i18n.t('action.undoYes')}
      no={i18n.t('action.undoNo')}
      look="slim"
      busy={busy}
      describedBy={describedBy}
      onYes={onSure}
    />
  );
}

function QuietRemove({
  describedBy,
  busy,
  onPress,
}: {
  describedBy: string;
  busy: boolean;
  onPress: () => void;
}) {
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

function labelOf(action: OwnAction, busy: boolean): string {
  switch (action) {
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
      return busy ? i18n.t('action.undoing') : i18n.t('action.undo');
    case 'remove':
      return i18n.t('action.remove');
  }
}
