import './FilePicker.css';

interface Props {
  label: string;
  onFiles: (files: File[]) => void;
  variant?: 'primary' | 'plain' | 'slim';
  /** Picks a whole folder in place of files. */
  folder?: boolean;
  /** Picks one file only. */
  single?: boolean;
  /** Extensions that the picker offers, such as `.fit,.gpx`. */
  accept?: string;
  describedBy?: string;
  id?: string;
}

/** A real file input that looks like a button. */
export function FilePicker({ label, onFiles, variant, folder, single, accept, describedBy, id }: Props) {
  const handleChange = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    // So that choosing the same file again fires `change`, too.
    input.value = '';
    if (files.length > 0) onFiles(files);
  };
  return (
    <label class={`button file-picker ${variant ?? ''}`}>
      <input
        id={id}
        type="file"
        class="cover"
        multiple={!single}
        ref={input => {
          if (input) input.webkitdirectory = folder ?? false;
        }}
        accept={folder ? undefined : accept}
        aria-describedby={describedBy}
        onChange={event => handleChange(event.currentTarget)}
      />
      {label}
    </label>
  );
}
