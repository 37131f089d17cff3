import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { openApp } from '../../lib/platform/pages.ts';
import { toDroppedFiles } from '../hooks/dropped-files.ts';
import { useFileDrop } from '../hooks/use-file-drop.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { AddFilesNotice } from './AddFilesNotice.tsx';
import { hasRecordingExtension, RECORDING_ACCEPT } from './recording-files.ts';
import type { FileAdder } from './use-add-files.ts';
import './DropZone.css';

/** Where the popup takes dropped or chosen files, and the result of adding them. */
export function DropZone({ adding }: { adding: FileAdder }) {
  const kinds = useId();
  const isDragOver = useFileDrop(adding.add, hasRecordingExtension);
  return (
    <>
      <section class={`drop-zone ${isDragOver ? 'drop-zone-over' : ''}`}>
        <p>
          <strong>{i18n.t('choose.dropHere')}</strong> {i18n.t('choose.or')}{' '}
          {import.meta.env.FIREFOX ? (
            // A file picker closes the popup that opened it: https://bugzilla.mozilla.org/show_bug.cgi?id=1292701
            <button type="button" class="button slim" onClick={() => void openApp('#choose-files')}>
              {i18n.t('choose.files')}
            </button>
          ) : (
            <FilePicker
              variant="slim"
              accept={RECORDING_ACCEPT}
              label={i18n.t('choose.files')}
              describedBy={kinds}
              onFiles={files => adding.add(toDroppedFiles(files))}
            />
          )}
        </p>
        <p class="muted small" id={kinds}>
          {i18n.t('choose.kinds')}
        </p>
      </section>
      <AddFilesNotice {...adding} />
    </>
  );
}
