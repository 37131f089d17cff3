import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Upload } from '../../lib/features/uploads/upload.ts';
import type { ActionRunner } from '../hooks/use-actions.ts';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';
import { UploadRow } from './UploadRow.tsx';
import type { UploadRowHandlers } from './use-upload-row-handlers.ts';
import './UploadTable.css';

interface Props {
  uploads: Upload[];
  athleteName: string | undefined;
  now: number;
  actions: Pick<ActionRunner, 'busy' | 'problems'>;
  handlers: UploadRowHandlers;
}

/** Uploads as a table; in a narrow window each row becomes a card. */
export function UploadTable({ uploads, athleteName, now, actions, handlers }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  useFocusRestore(body);
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
              handlers={handlers}
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
