import { saveBlob } from './save-blob.ts';

/** Hands the person a text as a file, by the browser's own download. */
export const saveText = (name: string, text: string, type: 'application/json' | 'text/csv'): void =>
  saveBlob(name, new Blob([text], { type }));
