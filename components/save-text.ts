/** Hands the person a text as a file, by the browser's own download. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; at once would be too early in Firefox.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
