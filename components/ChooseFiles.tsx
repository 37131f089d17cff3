import './ChooseFiles.css';

interface Props {
  label: string;
  onFiles: (files: File[]) => void;
  look?: 'primary' | 'plain' | 'slim';
  /** A whole folder in place of files. */
  folder?: boolean;
  /** One file only. */
  single?: boolean;
  accept?: string;
  describedBy?: string;
  id?: string;
}

/** What the file picker offers. The bytes decide what a file is; this only spares people the search. */
const RECORDING_FILES = '.fit,.tcx,.gpx,.zip,.gz';

/** A real file input that looks like a button. */
export function ChooseFiles({ label, onFiles, look, folder, single, accept, describedBy, id }: Props) {
  const choose = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    // Choosing the same file once more is a change, too.
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <label class={`button choose ${look ?? ''}`}>
      <input
        id={id}
        type="file"
        class="cover"
        multiple={!single}
        ref={input => {
          if (input) input.webkitdirectory = folder ?? false;
        }}
        accept={folder ? undefined : (accept ?? RECORDING_FILES)}
        aria-describedby={describedBy}
        onChange={event => choose(event.currentTarget)}
      />
      {label}
    </label>
  );
}
