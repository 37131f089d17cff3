import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatNumber } from '../../lib/platform/format.ts';
import { MINUTE } from '../../lib/platform/time.ts';
import type { Account } from '../../lib/services/intervals/credentials.ts';
import { useActions } from '../hooks/use-actions.ts';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';
import { useNow } from '../hooks/use-now.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { RecentUploads } from './RecentUploads.tsx';
import { UnconfirmedBanner } from './UnconfirmedBanner.tsx';
import type { FileAdder } from './use-add-files.ts';
import { useUploadRowHandlers } from './use-upload-row-handlers.ts';
import type { UploadsState, UploadsView } from './use-uploads.ts';
import './RecentUploadsCard.css';

interface Props {
  uploadsState: UploadsState;
  account: Account;
  add: FileAdder['add'];
}

/** The newest uploads in the popup. */
export function RecentUploadsCard(props: Props) {
  const section = useRef<HTMLElement>(null);
  // The last row may go with its button.
  useFocusRestore(section);
  return (
    <section class="card recent-uploads" ref={section} tabIndex={-1} aria-labelledby="recent">
      <h2 id="recent">{i18n.t('list.recent')}</h2>
      <Content {...props} />
    </section>
  );
}

function Content({ uploadsState: { view, problem }, account, add }: Props) {
  const now = useNow(MINUTE / 4);
  const actions = useActions();
  const handlers = useUploadRowHandlers(actions.run, add);
  if (problem) return <ProblemSentence problem={problem} />;
  if (!view) return <p class="muted small">{i18n.t('list.loading')}</p>;
  if (view.uploads.length === 0) return <p class="muted small">{i18n.t('list.emptyPopup')}</p>;
  return (
    <>
      <UnconfirmedBanner athlete={account.athlete.id} />
      <RecentUploads
        uploads={view.uploads}
        athleteName={account.athlete.name}
        now={now}
        actions={actions}
        {...handlers}
      />
      <OlderQuestions view={view} />
    </>
  );
}

/** Says how many older rows need the person, for the badge counts them too. */
function OlderQuestions({ view: { uploads, counts } }: { view: UploadsView }) {
  const shown = uploads.filter(({ state }) => state.name === 'held' || state.name === 'failed').length;
  const more = counts.held + counts.failed - shown;
  if (more <= 0) return null;
  return (
    <p class="small">
      <Anchor to="app">{i18n.t('list.olderQuestions', more, [formatNumber(more)])}</Anchor>
    </p>
  );
}
