import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { type DroppedFiles, toDroppedFiles } from '../hooks/dropped-files.ts';
import { useHash } from '../hooks/use-hash.ts';
import { FilePicker } from '../ui/FilePicker.tsx';
import { pickRecordings, RECORDING_ACCEPT } from './recording-files.ts';

interface Props {
  onAdd: (files: DroppedFiles) => void;
  /** Adding files is what the person came for, unless something else has to be done first. */
  primary: boolean;
}

/** The buttons that add files, a folder, or what Find missing finds. */
export function AddFilesButtons({ onAdd, primary }: Props) {
  const isRequested = useHash() === '#choose-files';
  useEffect(() => {
    if (isRequested) document.getElementById('choose-files')?.focus();
  }, [isRequested]);
  return (
    <div class="line">
      <button type="button" class="button" onClick={() => location.assign('#find-missing')}>
        {i18n.t('missing.open')}
      </button>
      <FilePicker folder label={i18n.t('choose.folder')} onFiles={files => onAdd(pickRecordings(files))} />
      <FilePicker
        id="choose-files"
        accept={RECORDING_ACCEPT}
        variant={primary ? 'primary' : 'plain'}
        label={i18n.t('choose.files')}
        onFiles={files => onAdd(toDroppedFiles(files))}
      />
    </div>
  );
}
