import { saveBlob } from './save-blob.ts';

/** Saves a text as a file through the browser's download, which needs no permission. */
export const saveText = (name: string, text: string, type: 'application/json' | 'text/csv'): void =>
  saveBlob(name, new Blob([text], { type }));
