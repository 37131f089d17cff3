import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { isDone, type Upload } from '../lib/outbox/upload.ts';
import type { PlainProblem } from '../lib/problem.ts';
import { date, timeOfDay } from './format.ts';
import { ReviewForm } from './ReviewForm.tsx';
import { RowActions } from './RowActions.tsx';
import { actionsFor, activityLinks, distanceOf, factsOf, startOf } from './row.ts';
import { DOOR_WORDS } from './row-words.ts';
import { StateChip } from './StateChip.tsx';
import { UploadText } from './UploadText.tsx';
import type { RowCalls } from './use-row.ts';

interface Props {
  upload: Upload;
  athleteName: string | undefined;
  now: number;
  busy: boolean;
  problem: PlainProblem | undefined;
  calls: RowCalls;
}

/** One upload. Drawn again only when something about it changed: there may be thousands, and news comes often. */
export function UploadRow({ upload, athleteName, now, busy, problem, calls }: Props) {
  return useMemo(
    () => (
      <Row upload={upload} athleteName={athleteName} now={now} busy={busy} problem={problem} calls={calls} />
    ),
    [upload, athleteName, now, busy, problem, calls],
  );
}

function Row({ upload, athleteName, now, busy, problem, calls }: Props) {
  const { id, state, origin } = upload;
  const nameId = `name-${id}`;
  const start = startOf(upload);
  const distance = distanceOf(upload);
  const actions = actionsFor(upload, now);
  return (
    <tr data-row={id} tabIndex={-1}>
      <td class="upload-recording">
        <UploadText
          upload={upload}
          nameId={nameId}
          athleteName={athleteName}
          now={now}
          problem={problem}
          facts={factsOf(upload)}
        />
        {actions.includes('review') && <Review upload={upload} nameId={nameId} calls={calls} />}
      </td>
      <td class="upload-when">{start === undefined ? <Nothing /> : <When at={start} />}</td>
      <td class="upload-from">{DOOR_WORDS[origin.door]}</td>
      <td class="upload-distance">{distance ?? <Nothing />}</td>
      <td class="upload-state">
        <StateChip state={state.name} />
      </td>
      <td class="upload-actions">
        <RowActions
          id={id}
          actions={actions}
          links={activityLinks(upload)}
          busy={busy}
          describedBy={nameId}
          done={isDone(upload)}
          onAction={action => calls.onAction(id, action)}
          onFile={files => calls.onFile(upload, files)}
        />
      </td>
    </tr>
  );
}

const Review = ({ upload, nameId, calls }: Pick<Props, 'upload' | 'calls'> & { nameId: string }) => (
  <ReviewForm
    name={upload.title ?? ''}
    planned={upload.planned}
    describedBy={nameId}
    onSend={review => calls.onReview(upload.id, review)}
  />
);

const When = ({ at }: { at: number }) => (
  <time dateTime={new Date(at).toISOString()}>
    {date(at)} <span class="upload-time">{timeOfDay(at)}</span>
  </time>
);

const Nothing = () => (
  <span class="muted">
    <span aria-hidden="true">–</span>
    <span class="visually-hidden">{i18n.t('list.unknown')}</span>
  </span>
);
