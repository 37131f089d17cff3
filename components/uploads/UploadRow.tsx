import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { isUploadDone, type Upload } from '../../lib/features/uploads/upload.ts';
import { formatDate, formatTime } from '../../lib/platform/format.ts';
import type { PlainProblem } from '../../lib/platform/problem.ts';
import { ReviewForm } from './ReviewForm.tsx';
import { UploadRowActions } from './UploadRowActions.tsx';
import { UploadStateChip } from './UploadStateChip.tsx';
import { UploadText } from './UploadText.tsx';
import { ORIGIN_LABELS } from './upload-messages.ts';
import {
  getUploadActions,
  getUploadDistance,
  getUploadFacts,
  getUploadLinks,
  getUploadStart,
  isUnreadableUpload,
} from './upload-row.ts';
import type { UploadRowHandlers } from './use-upload-row-handlers.ts';

interface Props {
  upload: Upload;
  athleteName: string | undefined;
  now: number;
  busy: boolean;
  problem: PlainProblem | undefined;
  handlers: UploadRowHandlers;
}

/** One upload. Memoized: there may be thousands of rows, and changes are frequent. */
export function UploadRow({ upload, athleteName, now, busy, problem, handlers }: Props) {
  return useMemo(
    () => (
      <RowContent
        upload={upload}
        athleteName={athleteName}
        now={now}
        busy={busy}
        problem={problem}
        handlers={handlers}
      />
    ),
    [upload, athleteName, now, busy, problem, handlers],
  );
}

function RowContent({ upload, athleteName, now, busy, problem, handlers }: Props) {
  const { id, state, origin } = upload;
  const nameId = `name-${id}`;
  const start = getUploadStart(upload);
  const distance = getUploadDistance(upload);
  const actions = getUploadActions(upload, now);
  return (
    <tr data-row={id} tabIndex={-1}>
      <td class="upload-recording">
        <UploadText
          upload={upload}
          nameId={nameId}
          athleteName={athleteName}
          now={now}
          problem={problem}
          facts={getUploadFacts(upload)}
        />
        {actions.includes('review') && <Review upload={upload} nameId={nameId} handlers={handlers} />}
      </td>
      <td class="upload-when">{start === undefined ? <UnknownValue /> : <When at={start} />}</td>
      <td class="upload-from">{isUnreadableUpload(upload) ? <UnknownValue /> : ORIGIN_LABELS[origin.via]}</td>
      <td class="upload-distance">{distance ?? <UnknownValue />}</td>
      <td class="upload-state">
        <UploadStateChip state={state.name} />
      </td>
      <td class="upload-actions">
        <UploadRowActions
          id={id}
          actions={actions}
          links={getUploadLinks(upload)}
          busy={busy}
          describedBy={nameId}
          done={isUploadDone(upload)}
          onAction={action => handlers.onAction(id, action)}
          onFile={files => handlers.onFile(upload, files)}
        />
      </td>
    </tr>
  );
}

const Review = ({ upload, nameId, handlers }: Pick<Props, 'upload' | 'handlers'> & { nameId: string }) => (
  <ReviewForm
    name={upload.title ?? ''}
    planned={upload.plannedWorkouts}
    describedBy={nameId}
    onSend={review => handlers.onReview(upload.id, review)}
  />
);

const When = ({ at }: { at: number }) => (
  <time dateTime={new Date(at).toISOString()}>
    {formatDate(at)} <span class="upload-time">{formatTime(at)}</span>
  </time>
);

const UnknownValue = () => (
  <span class="muted">
    <span aria-hidden="true">–</span>
    <span class="visually-hidden">{i18n.t('list.unknown')}</span>
  </span>
);
