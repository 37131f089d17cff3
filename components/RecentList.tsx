import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Upload } from '../lib/outbox/upload.ts';
import { isDone } from '../lib/outbox/upload.ts';
import { Anchor } from './Anchor.tsx';
import { recently } from './format.ts';
import { RowActions } from './RowActions.tsx';
import { type Action, actionsFor, activityLinks, briefFactsOf, distanceOf, startOf } from './row.ts';
import { sentencesFor } from './row-words.ts';
import { StateChip } from './StateChip.tsx';
import { UploadText } from './UploadText.tsx';
import type { Actions } from './use-actions.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import type { RowCalls } from './use-row.ts';
import './RecentList.css';

interface Props extends RowCalls {
  uploads: Upload[];
  athleteName: string | undefined;
  now: number;
  actions: Pick<Actions, 'busy' | 'problems'>;
}

/** The newest uploads, short. */
export function RecentList({ uploads, ...rest }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useKeptFocus(list);
  return (
    <ul class="recent" ref={list} tabIndex={-1} aria-labelledby="recent">
      {uploads.map(upload => (
        <RecentRow key={upload.id} upload={upload} {...rest} />
      ))}
    </ul>
  );
}

/** What the popup has no room for, or in Firefox no file picker: links to the app. */
const ELSEWHERE: Partial<Record<Action, 'action.review' | 'action.chooseFile'>> = {
  review: 'action.review',
  ...(import.meta.env.FIREFOX && { 'choose-file': 'action.chooseFile' }),
};

function RecentRow({
  upload,
  athleteName,
  now,
  actions,
  ...calls
}: Omit<Props, 'uploads'> & { upload: Upload }) {
  const { id, state } = upload;
  const nameId = `name-${id}`;
  const start = startOf(upload);
  const done = isDone(upload);
  // The popup is for a look: what takes a done row off the list is in the app.
  const all = actionsFor(upload, now).filter(action => !(done && action === 'remove'));
  const elsewhere = all.flatMap(action => ELSEWHERE[action] ?? [])[0];
  const offered = all.filter(action => !ELSEWHERE[action]);
  const when = start === undefined ? undefined : recently(start, now);
  const facts = [when, ...briefFactsOf(upload), distanceOf(upload)];
  // Where there is little to read and little to press, both go in one line.
  const short =
    state.name !== 'held' &&
    sentencesFor(upload, athleteName, now).length === 0 &&
    upload.activities.length < 2;
  return (
    <li class={`recent-row ${short ? 'recent-short' : ''}`} data-row={id} tabIndex={-1}>
      <UploadText
        upload={upload}
        nameId={nameId}
        athleteName={athleteName}
        now={now}
        problem={actions.problems.get(id)}
        facts={facts.filter(fact => fact !== undefined)}
      />
      <StateChip state={state.name} />
      <div class="recent-actions">
        {elsewhere && (
          <Anchor to="app" class="row-link" describedBy={nameId}>
            {i18n.t(elsewhere)}
          </Anchor>
        )}
        <RowActions
          id={id}
          actions={offered}
          links={activityLinks(upload)}
          busy={actions.busy.has(id)}
          describedBy={nameId}
          done={done}
          onAction={action => calls.onAction(id, action)}
          onFile={files => calls.onFile(upload, files)}
        />
      </div>
    </li>
  );
}
