import { saveBlob } from './save-blob.ts';

/** Hands the person a text as a file, by the browser's own download. */
export const saveText = (name: string, text: string): void =>
  saveBlob(name, new Blob([text], { type: 'application/json' }));
