import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Upload } from '../lib/outbox/upload.ts';
import { UploadRow } from './UploadRow.tsx';
import type { Actions } from './use-actions.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import type { RowCalls } from './use-row.ts';
import './UploadTable.css';

interface Props {
  uploads: Upload[];
  athleteName: string | undefined;
  now: number;
  actions: Pick<Actions, 'busy' | 'problems'>;
  calls: RowCalls;
}

/** Uploads as a table; where there is little room each row becomes a card. */
export function UploadTable({ uploads, athleteName, now, actions, calls }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  useKeptFocus(body);
  return (
    <div class="uploads card">
      <table class="upload-table" aria-label={i18n.t('list.table')}>
        <Head />
        <tbody ref={body} tabIndex={-1}>
          {uploads.map(upload => (
            <UploadRow
              key={upload.id}
              upload={upload}
              athleteName={athleteName}
              now={now}
              busy={actions.busy.has(upload.id)}
              problem={actions.problems.get(upload.id)}
              calls={calls}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col">{i18n.t('list.recording')}</th>
        <th scope="col" class="upload-when">
          {i18n.t('list.when')}
        </th>
        <th scope="col" class="upload-from">
          {i18n.t('list.from')}
        </th>
        <th scope="col" class="upload-distance">
          {i18n.t('list.distance')}
        </th>
        <th scope="col" class="upload-state">
          {i18n.t('list.state')}
        </th>
        <th scope="col" class="upload-actions">
          <span class="visually-hidden">{i18n.t('list.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}
